import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { totpCode } from '../../src/factors/totp.js'
import { clickThrough, launchChromium } from '../support/chromium.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { virtualAuthenticator } from '../support/virtual-authenticator.js'

const PASSWORD = 'Leuchtturm-bei-Nordwind'
const NEW = 'Leuchtturm-bei-Suedwind'
const FIRST = 'main form button[type="submit"] >> nth=-1'

describe('an operator’s access in Chromium', function () {
  this.timeout(120_000)
  let broker: RunningTestBroker
  let browser: Browser

  before(async () => {
    broker = await startBroker()
    for (const username of ['vera', 'max']) {
      await broker.cli(['operator', 'create', '--username', username, '--role', 'admin'], `${PASSWORD}\n`)
    }
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await broker?.stop()
  })

  const inBrowser = async (
    use: (page: Page, context: BrowserContext) => Promise<void>,
    options: { javaScriptEnabled?: boolean } = {},
  ) => {
    const context = await browser.newContext({ locale: 'de-DE', ...options })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('422')) problems.push(message.text())
    })
    page.on('pageerror', (error) => void problems.push(error.message))
    try {
      await use(page, context)
      expect(problems, 'errors in the console').to.deep.equal([])
    } finally {
      await context.close()
    }
  }
  const typeIn = async (page: Page, username: string, password: string) => {
    await page.goto(`${broker.url}/operator/anmelden`)
    await page.fill('[name="username"]', username)
    await page.fill('[name="password"]', password)
    await clickThrough(page, FIRST)
  }
  const signOut = (page: Page) => clickThrough(page, 'button:has-text("Abmelden")')
  const press = (page: Page, decision: string) => clickThrough(page, `[name="decision"][value^="${decision}"]`)

  it('is set up with a passkey, signed in with, given an app and another password, and loses the passkey', async () => {
    await inBrowser(async (page, context) => {
      const device = await virtualAuthenticator(page, context)
      await typeIn(page, 'vera', PASSWORD)
      expect(await page.innerText('h1')).to.equal('Zweiten Faktor einrichten')
      await clickThrough(page, 'button:has-text("Passkey anlegen")')
      expect(await page.innerText('h1')).to.equal('Passkey einmal benutzen')
      await clickThrough(page, 'button:has-text("Mit Passkey bestätigen")')
      expect(await page.innerText('h1')).to.equal('Übersicht')
      await signOut(page)

      await typeIn(page, 'vera', PASSWORD)
      await device.refuse()
      await page.click('button:has-text("Mit Passkey bestätigen")')
      await page.waitForSelector('[data-passkey-failed]:has-text("nicht bestätigt")')
      await device.agree()
      await clickThrough(page, 'button:has-text("Mit Passkey bestätigen")')
      await clickThrough(page, 'text=Mein Zugang')
      expect(await page.locator('[data-sign-in]').count()).to.equal(2)

      await page.fill('#factor-password', PASSWORD)
      await press(page, 'add-app')
      const key = (await page.innerText('[data-testid="totp-key"]')).replaceAll(/\s/g, '')
      await page.fill('[name="code"]', totpCode(key, Date.now()))
      await clickThrough(page, 'button:has-text("Code prüfen")')
      expect(await page.innerText('[data-testid="access-done"]')).to.include('eingerichtet')

      await page.fill('#current-password', PASSWORD)
      await page.fill('#password', NEW)
      await press(page, 'password')
      expect(await page.innerText('[data-testid="access-done"]')).to.include('Das neue Passwort gilt')

      await page.fill('#factor-password', PASSWORD)
      await press(page, 'remove passkey')
      expect(await page.innerText('[role="alert"]')).to.include('stimmt nicht')
      await page.fill('#factor-password', NEW)
      await press(page, 'remove passkey')
      expect(await page.locator('[data-factor]').count()).to.equal(1)
      await signOut(page)
      await typeIn(page, 'vera', NEW)
      expect(await page.locator('[data-passkey-options]').count()).to.equal(0)
      expect(await page.isVisible('[name="code"]')).to.equal(true)
    })
  })

  it('refuses a copy of a passkey whose count has not gone on', async () => {
    await inBrowser(async (page, context) => {
      const device = await virtualAuthenticator(page, context)
      await typeIn(page, 'max', PASSWORD)
      await clickThrough(page, 'button:has-text("Passkey anlegen")')
      const [copied] = await device.credentials()
      if (!copied) throw new Error('no passkey was made')
      await clickThrough(page, 'button:has-text("Mit Passkey bestätigen")')
      await signOut(page)
      await device.remove(copied.credentialId)
      await device.put(copied)
      await typeIn(page, 'max', PASSWORD)
      await clickThrough(page, 'button:has-text("Mit Passkey bestätigen")')
      expect(await page.innerText('[role="alert"] >> nth=0')).to.include('konnte nicht geprüft werden')
    })
  })

  it('says without JavaScript that a passkey needs it, and that the app remains', async () => {
    await broker.cli(['operator', 'create', '--username', 'ida', '--role', 'admin'], `${PASSWORD}\n`)
    await inBrowser(
      async (page) => {
        await typeIn(page, 'ida', PASSWORD)
        expect(await page.isVisible('button:has-text("Passkey anlegen")')).to.equal(false)
        expect(await page.innerText('main')).to.include('Ohne JavaScript geht nur die Code-App.')
        const key = (await page.innerText('[data-testid="totp-key"]')).replaceAll(/\s/g, '')
        await page.fill('[name="code"]', totpCode(key, Date.now()))
        await clickThrough(page, 'main form button:has-text("Anmelden")')
        expect(await page.innerText('h1')).to.equal('Übersicht')
      },
      { javaScriptEnabled: false },
    )
  })
})
