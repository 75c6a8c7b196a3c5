import { launchChromium } from '../support/chromium.js'
import { browserHand } from '../support/browser-hand.js'
import { startBroker } from '../support/running-broker.js'
import { startWalkWorld, type WalkWorld } from '../support/walk-world.js'

describe('explore', function () {
  this.timeout(120_000)
  it('walks', async () => {
    const world: WalkWorld = await startWalkWorld((s, c) => startBroker(s, {}, c))
    const browser = await launchChromium()
    try {
      const context = await browser.newContext({ locale: 'de-DE' })
      const page = await context.newPage()
      page.setDefaultTimeout(8000)
      const hand = browserHand(page, true)
      let n = 0
      const pic = async (name: string) => {
        await page.screenshot({ path: `/tmp/walks/${String(++n).padStart(2, '0')}-${name}.png`, fullPage: true })
        console.log(name, hand.url(), hand.presses(), '|', ((await page.textContent('h1')) ?? '').trim())
      }
      await hand.open(world.portal('hoch').home)
      await pic('portal')
      await hand.press('[data-testid="login"]')
      await pic('choice')
      await hand.press('[data-method="eid"]')
      await pic('eid')
      await hand.press('[data-testid="start-eid"]')
      await pic('client')
      await hand.fill({ card: 'complete', pin: '123456' })
      await hand.press('[name="decision"][value="continue"]')
      await pic('meet')
      await hand.press('[value="open-account"]')
      await pic('eid-again')
      await hand.press('[data-testid="start-eid"]')
      await pic('client2')
      await hand.fill({ card: 'complete', pin: '123456' })
      await hand.press('[name="decision"][value="continue"]')
      await pic('confirm')
      await hand.press('[name="decision"][value="confirm"]')
      await hand.handOver()
      await hand.see('[data-testid="trust-level"]')
      await pic('portal-after')
      await hand.open(`${world.broker.url}/konto/geraete`)
      await pic('geraete')
      await hand.press('form[action="/konto/geraete/koppeln"] button')
      await pic('koppeln')
      await hand.open(world.portal('hoch').home + 'login')
      await pic('hoch-again')
      console.log(((await page.textContent('main')) ?? '').slice(0, 1500))
    } finally {
      await browser.close()
      await world.stop()
    }
  })
})
