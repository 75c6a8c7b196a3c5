import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { launchWithoutForeignCookies } from '../support/chromium.js'
import { aggregateOf } from '../support/e2e-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { startVisitedPortal, type VisitedPortal } from '../support/visited-portal.js'

const PASSWORD = 'ein wirklich langer Satz'
const NEXT = '[data-testid="logout-next"]'

describe('a logout in Chromium that blocks third-party cookies', function () {
  this.timeout(240_000)
  let broker: RunningTestBroker
  let browser: Browser
  const portals: VisitedPortal[] = []
  const portal = (index: number): VisitedPortal => portals[index] ?? expect.fail()

  before(async () => {
    broker = await startBroker()
    for (const name of ['aachen', 'bonn', 'coburg']) portals.push(await startVisitedPortal(broker, name))
    await broker.register(aggregateOf(portals))
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    browser = await launchWithoutForeignCookies()
  })
  afterEach(() => portals.forEach((each) => (each.isDead = false)))
  after(async () => {
    await browser.close()
    await Promise.all(portals.map((each) => each.close()))
    await broker.stop()
  })

  const heading = (page: Page, words: string) => page.waitForSelector(`h1:text("${words}")`)

  /** A page whose browser is logged in at all three. */
  const loggedIn = async (javaScriptEnabled: boolean): Promise<Page> => {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'de-DE' })
    context.setDefaultTimeout(90_000)
    const page = await context.newPage()
    for (const [index, { home }] of portals.entries()) {
      await page.goto(home)
      await page.click('a')
      if (index === 0) {
        await page.click('[data-method="password"]')
        await page.fill('[name="username"]', 'jana')
        await page.fill('[name="password"]', PASSWORD)
        await page.click('main button[type="submit"]')
      }
      await page.click('[name="decision"][value="confirm"]')
      if (!javaScriptEnabled) await page.click('main form button')
      await heading(page, 'Angemeldet')
    }
    return page
  }

  const statesOn = (page: Page): Promise<unknown> =>
    page.evaluate(`[...document.querySelectorAll('[data-logout-service]')].map((each) => each.dataset.logoutState)`)

  const isOverAtAll = async (page: Page, but: readonly number[] = []): Promise<void> => {
    for (const [index, { home }] of portals.entries()) {
      await page.goto(home)
      await heading(page, but.includes(index) ? 'Angemeldet' : 'Niemand')
    }
    await page.goto(`${broker.url}/abmelden`)
    expect(await page.locator('[name="decision"][value="logout"]').count()).to.equal(0)
  }

  for (const hasScripts of [true, false]) {
    const how = hasScripts ? 'with scripts' : 'without scripts'

    it(`reaches each portal at top level, where its cookies come along, by one press, ${how}`, async () => {
      const page = await loggedIn(hasScripts)
      await page.goto(portal(0).home)
      await page.click('a')
      await page.click(NEXT)
      await page.waitForSelector('[data-testid="logged-out"]')
      expect(await statesOn(page)).to.deep.equal(['done', 'done'])
      await page.click('[data-testid="logout-back"]')
      await heading(page, 'Zurück')
      await isOverAtAll(page)
      await page.context().close()
    })

    it(`goes on with the next one by “back” where one never answers, ${how}`, async () => {
      const page = await loggedIn(hasScripts)
      await page.goto(`${broker.url}/abmelden`)
      portal(0).isDead = true
      await page.click('[name="decision"][value="logout"]')
      expect(await page.textContent(NEXT)).to.include('aachen')
      await page.click(NEXT, { noWaitAfter: true })
      await page.waitForTimeout(1000)
      portal(0).isDead = false
      await page.goto(page.url())
      expect(await page.textContent(NEXT)).to.include('bonn')
      await page.click(NEXT)
      await page.waitForSelector('[data-testid="logged-out"]')
      expect(await statesOn(page)).to.deep.equal(['unknown', 'done', 'done'])
      await isOverAtAll(page, [0])
      await page.context().close()
    })
  }

  it('would find no session in a frame: neither cookie comes along there', async () => {
    const page = await loggedIn(true)
    await page.goto(portal(1).framing(portal(0)))
    expect(await page.frameLocator('iframe').locator('p').textContent()).to.equal('none')
    await page.goto(portal(0).cookies)
    expect(await page.textContent('p')).to.equal('citizen everywhere')
    await page.context().close()
  })
})
