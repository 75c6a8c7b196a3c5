import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { browserHand } from '../support/browser-hand.js'
import { launchChromium } from '../support/chromium.js'
import { APP_ADDRESS, type CityApp, startCityApp } from '../support/city-app.js'
import { eachStepElsewhere } from './each-step-elsewhere.js'
import { IS_ALL, named, type Variant, variantsOf } from './variants.js'
import {
  answerAtPhone,
  CONFIRM,
  visitWithoutAccount,
  type Walker,
  walkOne,
  walkTwo,
  walkWithoutAccount,
} from '../support/walk.js'
import { PIN, simulatedPhone, type WalkPhone } from '../support/walk-phone.js'
import { startWalkWorld, type WalkWorld } from '../support/walk-world.js'
import type { Deployment } from '../support/deployments.js'

/** Each citizen has a test card of their own. */
type Walk = Variant & { readonly card: string }

/** Everything that a citizen does in the demo when all goes well, as whole pages of Chromium. */
export function walksInChromium(deployment: Deployment): void {
  const withCards = (cards: readonly string[]): readonly Walk[] =>
    variantsOf('walks').map((variant, place) => ({ ...variant, card: cards[place] ?? '' }))
  let world: WalkWorld
  let app: CityApp
  let browser: Browser

  before(async () => {
    world = await startWalkWorld(deployment.start)
    app = await startCityApp(world.broker)
    const [launched] = await Promise.all([launchChromium(), world.broker.settled()])
    browser = launched
  })
  after(async () => {
    await browser?.close()
    await app?.close()
    await world?.stop()
  })
  eachStepElsewhere(deployment)

  const walking = async (
    { scripts, language, card }: Walk,
    walk: (walker: Walker, phone: WalkPhone) => Promise<void>,
  ): Promise<void> => {
    const [context, pocket] = await Promise.all([
      browser.newContext({ javaScriptEnabled: scripts, locale: 'de-DE' }),
      browser.newContext({ locale: 'de-DE' }),
    ])
    try {
      const phone = await pocket.newPage()
      await phone.goto(world.phoneUrl)
      // One citizen without scripts waits for each page until it has reloaded itself.
      const isPatient = walk === walkOne && language === 'en'
      const hand = browserHand(await context.newPage(), scripts, isPatient)
      await walk({ world, hand, language, card }, simulatedPhone(phone))
    } finally {
      await Promise.all([context.close(), pocket.close()])
    }
  }

  for (const variant of withCards(['complete', 'one-name', 'doctor', 'no-address'])) {
    it(`makes an account by card, pairs a phone, logs in by it, and is asked for the card where it alone suffices: ${named(variant)}`, () =>
      walking(variant, walkOne))
  }

  // The rest of the ways is walked by `npm run test:variants`, and by test/e2e without a browser.
  if (!IS_ALL) return

  for (const variant of withCards([])) {
    it(`parks on a visit without an account, by a phone that is paired on the spot and known again: ${named(variant)}`, () =>
      walking(variant, walkWithoutAccount))
  }

  const textOf = async (page: Page, testId: string): Promise<string> =>
    ((await page.textContent(`[data-testid="${testId}"]`)) ?? '').trim()

  it('comes back into the app whose login it is, which knows the phone by a pseudonym of its own', async () => {
    const [device, screen, elsewhere] = await Promise.all([1, 2, 3].map(() => browser.newContext({ locale: 'de-DE' })))
    if (!device || !screen || !elsewhere) return expect.fail()
    try {
      // The tab in which the app lets its login run, and the pass beside it, on one phone.
      const [tab, pass] = [await device.newPage(), await device.newPage()]
      await tab.goto(app.home)
      const session = await textOf(tab, 'session')
      await tab.click('[data-testid="login"]')
      await tab.click('[data-method="pass"]')
      const pair = async (): Promise<void> => {
        await pass.goto(await textOf(tab, 'pass-link'))
        await pass.waitForSelector('#pair:not([hidden])')
        for (const name of ['pin', 'again']) await pass.fill(`#pair [name="${name}"]`, PIN)
        await pass.click('#pair button[type="submit"]')
        await pass.waitForSelector('#challenge:not([hidden])')
      }
      await pair()
      // A pairing whose first use fails is none: the next code begins with another.
      await pass.fill('#challenge [name="pin"]', '13579')
      await pass.click('#challenge [value="confirm"]')
      await pass.waitForSelector('#message:not([hidden])')
      await tab.waitForSelector('[data-status="failed"]')
      await tab.click('[name="step"][value="renew"]')
      await tab.waitForSelector('[data-status="waiting"]')
      await pair()
      expect(await textOf(pass, 'phone-service')).to.equal(app.name)
      await pass.fill('#challenge [name="pin"]', PIN)
      await pass.click('#challenge [value="confirm"]')
      await pass.waitForSelector('#back:not([hidden])')
      expect(await textOf(pass, 'phone-return')).to.contain('de.solingen.cityapp')
      const href = new URL((await pass.getAttribute('[data-testid="phone-return"]', 'href')) ?? '')
      expect(`${href.protocol}${href.pathname}`).to.equal(APP_ADDRESS)
      const back = href.searchParams.get('return') ?? ''
      // A stranger's app that has taken the scheme, in a browser of its own.
      const stranger = await elsewhere.newPage()
      await stranger.goto(back)
      await stranger.waitForSelector('text=Ihre Anmeldung läuft in einem anderen Browser')
      await tab.waitForSelector('[data-status="returning"]')
      // The page that waits notices the return as well and leads on to the same place; either may be the first.
      await tab.evaluate(`location.assign(${JSON.stringify(back)})`)
      await tab.click(CONFIRM)
      const pseudonym = await textOf(tab, 'name-id')
      expect(await textOf(tab, 'session')).to.equal(session)
      const hand = browserHand(await screen.newPage(), true)
      const walker: Walker = { world, hand, language: 'de', card: 'none' }
      const phone = simulatedPhone(pass)
      const visitor = await visitWithoutAccount(walker, async (link) => {
        await phone.scan(link)
        await answerAtPhone(walker, phone, await hand.see('[data-testid="pass-code"]'))
      })
      expect([pseudonym, visitor]).to.satisfy(([one, other]: string[]) => one !== '' && one !== other)
    } finally {
      await Promise.all([device.close(), screen.close(), elsewhere.close()])
    }
  })

  for (const variant of withCards(['letters', 'eu-card', 'unknown-month', 'residence-permit'])) {
    it(`is asked for the card again six minutes after the last action, not four: ${named(variant)}`, () =>
      walking(variant, walkTwo))
  }
}
