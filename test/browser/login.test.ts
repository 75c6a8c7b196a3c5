import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { clickThrough, launchChromium } from '../support/chromium.js'
import { e2ePortal } from '../support/e2e-portal.js'
import { freePort } from '../support/free-port.js'
import { listenAsPortal, type ListeningPortal } from '../support/listening-portal.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'

const PASSWORD = 'ein wirklich langer Satz'

describe('a login in Chromium', function () {
  this.timeout(120_000)
  let broker: RunningTestBroker
  let portal: ListeningPortal
  let browser: Browser

  before(async () => {
    broker = await startBroker()
    const port = await freePort()
    const made = await e2ePortal(broker, { name: 'aachen', port, attributes: ['2.5.4.42'] })
    await broker.register(made.metadata, ['--name', 'Serviceportal Aachen'])
    await broker.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    portal = await listenAsPortal(made, port)
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await portal.close()
    await broker.stop()
  })

  const inBrowser = async (javaScriptEnabled: boolean, use: (page: Page, context: BrowserContext) => Promise<void>) => {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'de-DE' })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => {
      // Chromium notes each answer of 4xx; what it notes beside them is a violation of ours.
      const isStatus = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isStatus) problems.push(message.text())
    })
    try {
      await use(page, context)
      expect(problems, 'errors in the console').to.deep.equal([])
    } finally {
      await context.close()
    }
  }

  const fillIn = async (page: Page, password = PASSWORD) => {
    await page.fill('[name="username"]', 'jana')
    await page.fill('[name="password"]', password)
  }

  it('takes four clicks from the portal back to it, also where its ACS redirects to a third origin', async () => {
    await inBrowser(true, async (page) => {
      const before = portal.received.length
      await page.goto(portal.home)
      await page.click('a')
      await page.click('[data-method="password"]')
      await fillIn(page)
      await page.click('main button[type="submit"]')
      await page.click('[name="decision"][value="confirm"]')
      await page.waitForURL(portal.third)
      expect(await page.textContent('h1')).to.equal('Angekommen')
      expect(portal.received).to.have.length(before + 1)
    })
  })

  it('needs no script: the button on the hand-over page leads back', async () => {
    await inBrowser(false, async (page) => {
      await page.goto(portal.home)
      await page.click('a')
      await page.click('[data-method="password"]')
      await fillIn(page, 'falsches Passwort 1')
      await clickThrough(page, 'main button[type="submit"]')
      expect(await page.title()).to.match(/^Fehler: /)
      await fillIn(page)
      await page.click('main button[type="submit"]')
      await page.click('[name="decision"][value="confirm"]')
      await page.click('main form button')
      await page.waitForURL(portal.third)
    })
  })

  it('carries the session over a POST from another site, which sends no cookie of ours', async () => {
    await inBrowser(true, async (page) => {
      await page.goto(portal.home)
      await page.click('a')
      await page.click('[data-method="password"]')
      await fillIn(page)
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[name="decision"][value="confirm"]')
      await page.goto(`${portal.home}post`)
      await page.click('button')
      await page.click('[name="decision"][value="confirm"]')
      await page.waitForURL(portal.third)
    })
  })

  it('survives double clicks on every button', async () => {
    await inBrowser(true, async (page) => {
      const before = portal.received.length
      await page.goto(portal.home)
      await page.dblclick('a')
      await page.dblclick('[data-method="password"]')
      await page.waitForSelector('[name="password"]')
      // The second click's page takes the place of the first one's; what is typed into that is gone.
      await page.waitForLoadState('networkidle')
      await fillIn(page)
      await page.dblclick('main button[type="submit"]')
      await page.waitForSelector('[name="decision"][value="confirm"]')
      await page.waitForLoadState('networkidle')
      await page.dblclick('[name="decision"][value="confirm"]')
      await page.waitForURL(portal.third)
      const responses = portal.received.slice(before).map((body) => body.get('SAMLResponse'))
      expect(new Set(responses).size).to.equal(1)
    })
  })

  it('ends back, forward and reload somewhere sensible', async () => {
    await inBrowser(true, async (page) => {
      await page.goto(portal.home)
      await page.click('a')
      await page.click('[data-method="password"]')
      await fillIn(page)
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[name="decision"][value="confirm"]')
      await page.goBack()
      await page.waitForSelector('[name="decision"][value="confirm"]')
      await page.reload()
      await page.click('[name="decision"][value="confirm"]')
      await page.waitForURL(portal.third)
    })
  })

  it('shows a login that is over, or whose cookie is gone, as an error that says what to do', async () => {
    await inBrowser(true, async (page, context) => {
      await page.goto(portal.home)
      await page.click('a')
      await page.waitForSelector('[name="decision"]')
      const login = page.url()
      await page.click('[name="decision"][value="cancel"]')
      await page.waitForURL(portal.third)
      await page.waitForTimeout(5500)
      expect((await page.goto(login))?.status()).to.equal(409)
      expect(await page.textContent('[data-testid="error"]')).to.include('schon')
      await context.clearCookies()
      expect((await page.goto(login))?.status()).to.equal(400)
      expect(await page.textContent('[data-testid="error"]')).to.include('in diesem Browser nicht mehr')
      expect(await page.textContent('[data-testid="error-id"]')).to.match(/^E-/)
    })
  })

  it('changes the language, remembers it, and says it in lang', async () => {
    await inBrowser(true, async (page) => {
      await page.goto(portal.home)
      await page.click('a')
      await page.click('a[hreflang="en"]')
      expect(await page.getAttribute('html', 'lang')).to.equal('en')
      await page.click('[data-method="password"]')
      expect(await page.getAttribute('html', 'lang')).to.equal('en')
      await page.click('a[hreflang="de"]')
      expect(await page.getAttribute('html', 'lang')).to.equal('de')
    })
  })
})
