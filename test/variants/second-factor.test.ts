import axe from 'axe-core'
import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { totpCode } from '../../src/factors/totp.js'
import { clickThrough, launchChromium } from '../support/chromium.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { virtualAuthenticator } from '../support/virtual-authenticator.js'

const PASSWORD = 'ein wirklich langer Satz'
const LIST = '/konto/zweiter-faktor'

/** Codes of one time step count once; the next one's is taken already (RFC 6238 §5.2). */
const NEXT_STEP = 30_000

describe('second factors in Chromium', function () {
  this.timeout(120_000)
  let broker: RunningTestBroker
  let browser: Browser

  before(async () => {
    broker = await startBroker()
    for (const name of ['jana', 'omar', 'nele']) await broker.citizen(name, PASSWORD, ['--given-name', name])
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await broker?.stop()
  })

  const inBrowser = async (
    use: (page: Page, context: BrowserContext) => Promise<void>,
    options: { javaScriptEnabled?: boolean; locale?: string } = {},
  ) => {
    const context = await browser.newContext({ locale: 'de-DE', ...options })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (error) => void problems.push(error.message))
    try {
      await use(page, context)
      expect(problems, 'errors in the console').to.deep.equal([])
    } finally {
      await context.close()
    }
  }

  /** To a page of the account, by name and password. */
  const logIn = async (page: Page, username: string, path = LIST) => {
    await page.goto(broker.url + path)
    await page.click('[data-method="password"]')
    await page.fill('[name="username"]', username)
    await page.fill('[name="password"]', PASSWORD)
    await clickThrough(page, 'main button[type="submit"]')
  }
  const expectNoBarrier = async (page: Page) => {
    await page.evaluate(axe.source)
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))`,
    )
    expect(found).to.deep.equal([])
  }

  it('make a passkey, use it once before it counts, and ask for it from then on', async () => {
    await inBrowser(async (page, context) => {
      const device = await virtualAuthenticator(page, context)
      await logIn(page, 'jana')
      await page.click(`a[href="${LIST}/passkey"]`)
      await expectNoBarrier(page)
      await page.fill('[name="name"]', 'Arbeitsplatzrechner')
      await page.click('main button[type="submit"]')
      await page.waitForSelector('h1:has-text("einmal benutzen")')
      expect(await device.credentials()).to.have.length(1)
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[data-testid="recovery-code"]')
      expect(await page.locator('[data-testid="recovery-code"]').count()).to.equal(10)
      await page.click('button[value="continue"]')
      expect(await page.textContent('main')).to.include('Arbeitsplatzrechner')
      await expectNoBarrier(page)

      await page.click('.app-account__row button')
      await logIn(page, 'jana')
      expect(await page.textContent('h1')).to.equal('Zweiter Schritt der Anmeldung')
      await expectNoBarrier(page)
      await device.refuse()
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[data-passkey-failed]:has-text("nicht bestätigt")')
      await device.agree()
      await page.click('main button[type="submit"]')
      await page.waitForURL(broker.url + LIST)
    })
  })

  it('refuse a copy of a passkey whose count has not gone on', async () => {
    await inBrowser(async (page, context) => {
      const device = await virtualAuthenticator(page, context)
      await logIn(page, 'nele', `${LIST}/passkey`)
      await page.click('main button[type="submit"]')
      await page.waitForSelector('h1:has-text("einmal benutzen")')
      const [copied] = await device.credentials()
      if (!copied) throw new Error('no passkey was made')
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[data-testid="recovery-code"]')
      await device.remove(copied.credentialId)
      await device.put(copied)
      await page.click('.app-account__row button')
      await logIn(page, 'nele')
      await page.click('main button[type="submit"]')
      await page.waitForSelector('[role="alert"]')
      expect(await page.textContent('[role="alert"]')).to.include('konnte nicht geprüft werden')
    })
  })

  it('need no script where they are codes: set up, log in, recover, take off', async () => {
    await inBrowser(
      async (page) => {
        await logIn(page, 'omar', `${LIST}/passkey`)
        expect(await page.isVisible('main button')).to.equal(false)
        expect(await page.textContent('main noscript')).to.include('JavaScript')
        await page.goto(`${broker.url}${LIST}/code-app`)
        const secret = (await page.textContent('[data-testid="totp-secret"]'))?.replaceAll(' ', '') ?? ''
        await page.fill('[name="code"]', '12')
        await clickThrough(page, 'main button[type="submit"]')
        expect(await page.title()).to.match(/^Fehler: /)
        await page.fill('[name="code"]', totpCode(secret, Date.now()))
        await clickThrough(page, 'main button[type="submit"]')
        const codes = await page.locator('[data-testid="recovery-code"]').allTextContents()
        await clickThrough(page, '.app-account__row button')

        await logIn(page, 'omar')
        await page.fill('[name="code"]', totpCode(secret, Date.now() + NEXT_STEP))
        await clickThrough(page, 'main button[type="submit"]')
        await page.waitForURL(broker.url + LIST)
        await clickThrough(page, '.app-account__row button')

        await logIn(page, 'omar')
        await page.fill('[name="code"]', codes[3] ?? '')
        await clickThrough(page, 'main button[type="submit"]')
        expect(await page.textContent('main')).to.include('9 Codes')
        await clickThrough(page, 'text=„Code-App“ entfernen')
        await clickThrough(page, 'main button[type="submit"]')
        expect(await page.textContent('main')).to.include('noch keinen zweiten Faktor')
        await clickThrough(page, '.app-account__row button')
        await logIn(page, 'omar')
        await page.waitForURL(broker.url + LIST)
      },
      { javaScriptEnabled: false },
    )
  })
})
