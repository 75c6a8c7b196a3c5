import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeQR } from 'qr/decode.js'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createPhoneApp } from '../../src/demo/phone/phone-app.js'
import { launchChromium, launchProfile } from '../support/chromium.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import { beginPairing } from '../support/pair-phone.js'
import { listen, type StaticSite } from '../support/static-site.js'
import express from 'express'

const PIN = '24680'

/** Runs in the page: the picture of the QR code as pixels. */
const PIXELS = `(async () => {
  const image = document.querySelector('[data-testid="pass-qr"]')
  await image.decode()
  const canvas = new OffscreenCanvas(208, 208)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 208, 208)
  context.drawImage(image, 0, 0, 208, 208)
  return [...context.getImageData(0, 0, 208, 208).data]
})()`

describe('the pass in Chromium, with the simulated phone', function () {
  this.timeout(120_000)
  let world: HttpWorld
  let phoneSite: StaticSite
  let browser: Browser
  let onPhone: BrowserContext
  let phone: Page
  const problems: string[] = []

  const watched = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage()
    page.on('pageerror', ({ message }) => void problems.push(message))
    page.on('console', (message) => {
      const isStatus = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isStatus) problems.push(message.text())
    })
    return page
  }

  before(async () => {
    // The phone lies at a host of its own, as an app does; it learns its broker once that has its port.
    const app = express()
    phoneSite = await listen(app)
    const phoneUrl = phoneSite.url('').replace('127.0.0.1', 'phone.localhost')
    world = await httpWorld({ pass: { webApp: phoneUrl } })
    app.use(createPhoneApp(world.url))
    browser = await launchChromium()
    onPhone = await browser.newContext({ locale: 'de-DE' })
    phone = await watched(onPhone)
    await phone.goto(phoneUrl)
    // What it has kept is read before anything is shown.
    await phone.waitForSelector('#home:not([hidden])')
  })
  after(async () => {
    await browser?.close()
    await phoneSite?.close()
    await world?.stop()
  })
  afterEach(() => {
    expect(problems.splice(0), 'errors in the console').to.deep.equal([])
  })

  const answer = async (number: string, pin: string, decision: 'confirm' | 'decline' = 'confirm'): Promise<void> => {
    await phone.waitForSelector('#challenge:not([hidden])')
    await phone.fill('#challenge [name="number"]', number)
    await phone.fill('#challenge [name="pin"]', pin)
    await phone.click(`#challenge [name="decision"][value="${decision}"]`)
  }
  const says = async (text: string): Promise<void> => {
    await phone.waitForSelector('#message:not([hidden])')
    expect(await phone.textContent('[data-testid="phone-message"]')).to.contain(text)
  }
  /** Pastes a link, as the camera would read it. */
  const scan = async (link: string): Promise<void> => {
    await phone.waitForSelector('section:not([hidden])')
    if (await phone.isHidden('#home')) await phone.click('section:not([hidden]) [data-home]')
    await phone.fill('[name="link"]', link)
    await phone.click('#link-form button')
  }
  const pairTo = async (account: string, name: string): Promise<void> => {
    if (!world.pass) return expect.fail()
    await scan(await beginPairing(world.pass, account))
    await phone.waitForSelector('#pair:not([hidden])')
    await phone.fill('#pair [name="name"]', name)
    await phone.fill('#pair [name="pin"]', PIN)
    await phone.fill('#pair [name="again"]', PIN)
    await phone.click('#pair button[type="submit"]')
    await phone.waitForSelector('#challenge:not([hidden])')
    expect(await phone.textContent('#challenge h1')).to.equal('Koppeln mit')
    const [device] = (await world.pass.devices.listOf(account as never)).filter((each) => each.name === name)
    expect(device?.firstUsedAt).to.equal(null)
    const number = await numberFor(device?.id ?? '')
    await answer(number, PIN)
    await says('gekoppelt')
  }
  /** What the account's page would show. */
  const numberFor = async (device: string): Promise<string> => {
    const waiting = world.audit.filter(({ action }) => action === 'pass.registered').at(-1)
    expect(waiting?.after).to.deep.equal({ device })
    return firstNumbers.at(-1) ?? ''
  }
  const firstNumbers: string[] = []
  before(() => {
    // The challenge of a pairing is made inside the phone's request: its number is seen where it is stored.
    const { pass } = world
    if (!pass) return
    const create = pass.challenges.create.bind(pass.challenges)
    Object.assign(pass.challenges, {
      create: (challenge: Parameters<typeof create>[0]) => {
        firstNumbers.push(challenge.number)
        return create(challenge)
      },
    })
  })

  const toPass = async (context: BrowserContext): Promise<Page> => {
    const page = await watched(context)
    await page.goto(world.requestUrl())
    await page.click('[data-method="pass"]')
    return page
  }
  const text = async (page: Page, testId: string) =>
    ((await page.textContent(`[data-testid="${testId}"]`)) ?? '').trim()
  const CONFIRM = '[name="decision"][value="confirm"]'

  it('pairs by a link, with a PIN that is typed twice, a number and a first use', async () => {
    if (!world.pass) return expect.fail()
    await pairTo('account-jana', 'Janas Telefon')
    expect(world.accounts.get('account-jana')?.methods.at(-1)).to.deep.include({
      method: 'pass',
      name: 'Janas Telefon',
    })
    await phone.click('#message [data-home]')
    await phone.waitForSelector('#pairings li:has-text("Janas Telefon")')
  })

  it('can be installed: Chromium finds nothing that stands in the way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phone-profile-'))
    const home = await launchProfile(folder)
    try {
      const page = await home.newPage()
      await page.goto(phone.url())
      const devtools = await home.newCDPSession(page)
      expect(await devtools.send('Page.getInstallabilityErrors')).to.deep.equal({ installabilityErrors: [] })
    } finally {
      await home.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('keeps keys that no script can read', async () => {
    const exportable = await phone.evaluate(`(async () => {
      const { allPairings } = await import('/pairings.js')
      const [{ privateKey, pinKey, ...rest }] = await allPairings()
      return [privateKey.extractable, pinKey.extractable, Object.keys(rest).sort().join()]
    })()`)
    expect(exportable).to.deep.equal([false, false, 'aud,broker,device,name'])
  })

  it('goes back to the broker, or by an app’s address with the broker’s in it, and nowhere else', async () => {
    const aud = 'https://konto.example'
    const back = encodeURIComponent(`${aud}/login/l1/pass/return?token=t`)
    const addresses = [
      `${aud}/login/l1/pass/return?token=t`,
      `de.solingen.cityapp:/anmeldung?return=${back}`,
      `https://app.solingen.example/anmeldung?return=${back}`,
      `javascript:alert(1)?return=${back}`,
      `intent:/x?return=${back}`,
      `http://app.solingen.example/?return=${back}`,
      `https://konto@app.solingen.example/?return=${back}`,
      `de.solingen.cityapp:/anmeldung?return=${back}#x`,
      `de.solingen.cityapp:/anmeldung?return=${back}&more=1`,
      `de.solingen.cityapp:/anmeldung?return=${encodeURIComponent('https://other.example/login/l1')}`,
      'de.solingen.cityapp:/anmeldung',
      'https://other.example/login/l1',
    ]
    const judged = await phone.evaluate(`(async () => {
      const { readReturn } = await import('/protocol.js')
      const read = (address) => { try { return readReturn(address, '${aud}').app ?? 'browser' } catch { return null } }
      return ${JSON.stringify(addresses)}.map(read)
    })()`)
    expect(judged).to.deep.equal([
      'browser',
      'de.solingen.cityapp',
      'app.solingen.example',
      ...Array.from({ length: 9 }, () => null),
    ])
  })

  it('logs in at another screen by QR code, number and PIN; the page goes on by itself', async () => {
    const screen = await browser.newContext({ locale: 'de-DE' })
    const page = await toPass(screen)
    const link = await text(page, 'pass-link')
    const data = Uint8Array.from(await page.evaluate<number[]>(PIXELS))
    expect(decodeQR({ width: 208, height: 208, data })).to.equal(link)
    await scan(link)
    await phone.waitForSelector('#challenge:not([hidden])')
    expect(await text(phone, 'phone-service')).to.equal('Serviceportal Aachen')
    expect(await phone.textContent('#challenge h1')).to.equal('Anmelden bei')
    // The page tells it in place, and nothing is loaded anew: the number stays, the code that was scanned goes.
    await page.waitForSelector('text=Code gescannt')
    await page.waitForSelector('[data-testid="pass-qr"]', { state: 'detached' })
    expect(await page.isVisible('[data-testid="pass-code"]')).to.equal(true)
    expect(await page.textContent('main')).not.to.contain('Scannen Sie den QR-Code')
    await answer(await text(page, 'pass-code'), PIN)
    await says('Bestätigt')
    await page.waitForSelector(CONFIRM)
    await screen.close()
  })

  it('shows each end by itself: declined, wrong number, wrong PIN, and a new code each time', async () => {
    const screen = await browser.newContext({ locale: 'de-DE' })
    const page = await toPass(screen)
    const ends: readonly [string, string, () => Promise<void>][] = [
      ['Sie haben in der App abgelehnt', 'abgelehnt', () => answer('', '', 'decline')],
      ['Die Zahl war nicht die richtige', 'nicht die richtige', () => answer('00', PIN)],
      ['Die Bestätigung in der App hat nicht geklappt', 'Prüfen Sie Ihre PIN', () => answer('11', '13579')],
    ]
    for (const [onPage, said, end] of ends) {
      await scan(await text(page, 'pass-link'))
      await end()
      await says(said)
      await page.waitForSelector(`text=${onPage}`)
      await page.click('[name="step"][value="renew"]')
      await page.waitForSelector('[data-testid="pass-qr"]')
    }
    await scan(await text(page, 'pass-link'))
    await answer(await text(page, 'pass-code'), PIN)
    await page.waitForSelector(CONFIRM)
    await screen.close()
  })

  it('logs in on the phone itself by the link, without a number, and comes back', async () => {
    const page = await toPass(onPhone)
    const before = phone
    phone = page
    await page.click('[data-testid="pass-open"]')
    await answer('', PIN)
    await page.waitForSelector(CONFIRM)
    await page.close()
    phone = before
  })

  it('does not go on by a link that came from elsewhere, but with the number', async () => {
    const screen = await browser.newContext({ locale: 'de-DE' })
    const page = await toPass(screen)
    const number = await text(page, 'pass-code')
    const opened = await watched(onPhone)
    const before = phone
    phone = opened
    await opened.goto(await text(page, 'pass-link'))
    await answer('', PIN)
    await opened.waitForSelector('text=Ihre Anmeldung läuft in einem anderen Browser')
    await page.waitForSelector('text=In der App bestätigt')
    expect(await page.isVisible(CONFIRM)).to.equal(false)
    await opened.close()
    phone = before
    expect(number).to.match(/^\d\d$/)
    await screen.close()
  })

  it('asks which pairing is meant where there are several', async () => {
    await pairTo('account-omar', 'Omars Telefon')
    const screen = await browser.newContext({ locale: 'de-DE' })
    const page = await toPass(screen)
    await scan(await text(page, 'pass-link'))
    await phone.waitForSelector('#choice:not([hidden])')
    await phone.click('#choice button:text("Omars Telefon")')
    await answer(await text(page, 'pass-code'), PIN)
    await page.waitForSelector(CONFIRM)
    expect(await page.textContent('main')).to.contain('omar')
    await screen.close()
  })

  it('says how a blocked phone is paired again, with an account and without', async () => {
    await pairTo('account-omar', 'Ein altes Telefon')
    const screen = await browser.newContext({ locale: 'de-DE' })
    const page = await toPass(screen)
    for (const said of ['Prüfen Sie Ihre PIN', 'Prüfen Sie Ihre PIN', 'in Ihrem Konto, oder ohne Konto']) {
      await scan(await text(page, 'pass-link'))
      await phone.click('#choice button:text("Ein altes Telefon")')
      await answer(await text(page, 'pass-code'), '13579')
      await says(said)
      await page.waitForSelector('[data-status="failed"], [data-status="blocked"]')
      await page.click('[name="step"][value="renew"]')
      await page.waitForSelector('[data-testid="pass-qr"]')
    }
    await screen.close()
  })

  it('refuses PINs that are short or easily guessed before anything is sent', async () => {
    if (!world.pass) return expect.fail()
    await scan(await beginPairing(world.pass, 'account-jana'))
    await phone.waitForSelector('#pair:not([hidden])')
    for (const [pin, again, fault] of [
      ['1234', '1234', '5 Ziffern'],
      ['77777', '77777', 'zu leicht'],
      ['12345', '12345', 'zu leicht'],
      ['24680', '24681', 'nicht gleich'],
    ] as const) {
      await phone.fill('#pair [name="pin"]', pin)
      await phone.fill('#pair [name="again"]', again)
      await phone.click('#pair button[type="submit"]')
      expect(await phone.textContent('#pair-fault')).to.contain(fault)
    }
  })
})
