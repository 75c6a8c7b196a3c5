import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { totpCode } from '../../src/factors/totp.js'
import { clickThrough, launchChromium } from '../support/chromium.js'
import { e2ePortal, type E2ePortal } from '../support/e2e-portal.js'
import { PASSWORD, STAGES } from '../support/login-stages.js'
import { startRedisServer, type RedisServer } from '../support/redis-server.js'
import { startRoundRobin, type RoundRobin } from '../support/round-robin.js'
import { startBroker, type RunningTestBroker } from '../support/running-broker.js'
import { createWebClient } from '../support/web-client.js'

const OPERATOR = { username: 'vera.vogt', password: 'Leuchtturm-bei-Nordwind' }
const GIVEN_NAME = 'urn:oid:2.5.4.42'
/** Effective on every instance (RULES: Operators 2). */
const SOON = 5_000

describe('an operator’s day in Chromium, without JavaScript, on two instances', function () {
  this.timeout(240_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-operators-'))
  const instances: RunningTestBroker[] = []
  let redis: RedisServer
  let proxy: RoundRobin
  let portal: E2ePortal
  let browser: Browser
  let page: Page

  before(async () => {
    redis = await startRedisServer()
    const targets: number[] = []
    proxy = await startRoundRobin(targets)
    for (let count = 0; count < 2; count++) {
      const instance = await startBroker('', { PUBLIC_URL: proxy.url, DATA_DIR: dataDir, REDIS_URL: redis.url })
      instances.push(instance)
      targets.push(Number(new URL(instance.url).port))
    }
    portal = await e2ePortal({ url: proxy.url }, { name: 'aachen', attributes: ['2.5.4.42'] })
    const cli = (argv: readonly string[], stdin: string) => instances[0]?.cli(argv, stdin)
    await cli(['operator', 'create', '--username', OPERATOR.username, '--role', 'admin'], `${OPERATOR.password}\n`)
    await instances[0]?.citizen('jana', PASSWORD, ['--given-name', 'Jana'])
    browser = await launchChromium()
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' })
    page = await context.newPage()
  })
  after(async () => {
    await browser?.close()
    for (const instance of instances) await instance.stop()
    await proxy.close()
    await redis.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const press = (decision: string): Promise<void> => clickThrough(page, `[name="decision"][value="${decision}"]`)
  const open = async (path: string): Promise<void> => void (await page.goto(`${proxy.url}/operator${path}`))

  /** The name that the portal gets of a login of Jana, each step of which another instance takes. */
  const login = async (at: E2ePortal = portal): Promise<string> => {
    const client = createWebClient()
    let shown = await at.login(client)
    for (const stage of STAGES) shown = await stage(client, shown, 'jana')
    return String((await at.read(shown))[GIVEN_NAME])
  }
  /** What a login that does not get there ends with. */
  const refusal = async (at: E2ePortal = portal): Promise<string> => login(at).then(() => 'none', String)
  /** Both instances know by then. */
  const everywhere = (): Promise<void> => sleep(SOON)

  it('begins with password, a code app that is set up at the first sign-in, and what needs a person', async () => {
    await open('')
    await page.fill('[name="username"]', OPERATOR.username)
    await page.fill('[name="password"]', OPERATOR.password)
    await clickThrough(page, 'main form button[type="submit"] >> nth=-1')
    const key = await page.innerText('[data-testid="totp-key"]')
    await page.fill('[name="code"]', totpCode(key.replaceAll(/\s/g, ''), Date.now()))
    await clickThrough(page, 'main form button:has-text("Anmelden")')
    expect(await page.innerText('h1')).to.equal('Übersicht')
    expect(await page.innerText('main')).to.contain('Kein Portal braucht gerade Aufmerksamkeit.')
  })

  it('connects a portal: reads what its metadata mean, applies them, and sees its first login succeed', async () => {
    await open('/einlesen')
    await page.fill('[name="metadataText"]', portal.metadata)
    await press('preview')
    expect(await page.innerText('main')).to.contain('Noch ist nichts geändert.')
    expect(await page.getAttribute('[data-service]', 'data-service')).to.equal(portal.entityId)
    expect(await page.locator('[data-finding]').count()).to.be.greaterThan(0)
    await press('apply')
    expect(await page.innerText('h1')).to.equal('Metadaten übernommen')
    await everywhere()
    expect(await login()).to.equal('Jana')
  })

  it('looks a citizen’s error number up, and sees the request and the rule that refused it', async () => {
    const client = createWebClient()
    const refused = await portal.login(client, { callbackUrl: 'http://anderswo.localhost:9/acs' })
    const errorId = refused.textOf('[data-testid="error-id"]') ?? ''
    expect(errorId).to.match(/^E-\w{4}-\w{4}$/)
    const known = async (): Promise<boolean> => {
      await open('/anfragen')
      await page.fill('[name="errorId"]', errorId)
      await clickThrough(page, 'main form button:has-text("Nachschlagen")')
      return (await page.locator('[data-testid="request-rule"]').count()) > 0
    }
    // It is kept beside the answer, not before it.
    while (!(await known())) await sleep(100)
    expect(await page.innerText('[data-testid="request-issuer"]')).to.contain(portal.entityId)
    expect(await page.innerText('main')).to.contain('http://anderswo.localhost:9/acs')
  })

  it('stops one portal in seconds, and opens it again', async () => {
    const at = `/dienste/${encodeURIComponent(portal.entityId)}`
    await open(at)
    await press('disable')
    expect(await page.innerText('[data-testid="service-done"]')).to.contain('Das Portal ist gesperrt')
    await everywhere()
    expect(await refusal()).not.to.equal('none')
    await open(at)
    await press('enable')
    await everywhere()
    expect(await login()).to.equal('Jana')
    await open(`${at}/verlauf`)
    expect(await page.innerText('main'))
      .to.contain('operator:')
      .and.contain('gesperrt')
  })

  it('stops one method in seconds, and opens it again', async () => {
    await open('/anmeldearten')
    await page.locator('form:has([value="password"]) [value="ask-disable"]').click()
    await press('disable')
    await everywhere()
    for (const { url } of instances) {
      const { pathname, search } = new URL(await portal.requestUrl())
      const choice = await createWebClient().get(url + pathname + search)
      expect(choice.find('[data-method="password"]')).to.equal(null)
      expect(choice.text).to.contain('vorübergehend abgeschaltet')
    }
    await open('/anmeldearten')
    await page.locator('form:has([value="password"]) [value="enable"]').click()
    await everywhere()
    expect(await login()).to.equal('Jana')
  })

  it('rolls the signing key over: announced, activated after a question, retired after another', async () => {
    await open('/schluessel')
    const former = await page.getAttribute('[data-key-state="active"]', 'data-key')
    await press('generate')
    await clickThrough(page, '[data-key-state="next"] [value="activate"]')
    expect(await page.innerText('h1')).to.equal('Schon jetzt aktivieren?')
    await press('activate-early')
    await everywhere()
    const anew = await e2ePortal({ url: proxy.url }, { name: 'aachen', attributes: ['2.5.4.42'] })
    expect(await login(anew), 'whoever has the new metadata').to.equal('Jana')
    await clickThrough(page, `[data-key="${former}"] [value="ask-retire"]`)
    await press('retire')
    expect(await page.innerText('h1')).to.equal('Trotzdem ausmustern?')
    await press('retire-at-once')
    expect(await page.getAttribute(`[data-key="${former}"]`, 'data-key-state')).to.equal('retired')
    portal = anew
  })

  it('blocks an account for whoever calls, with a reason, and opens it again', async () => {
    const lookUp = async (): Promise<void> => {
      await open('/konten')
      await page.fill('[name="identifier"]', 'jana')
      await page.fill('[name="reason"]', 'Anruf: Telefon gestohlen')
      await clickThrough(page, 'main form button:has-text("Nachsehen")')
    }
    await lookUp()
    await press('block')
    expect(await refusal()).not.to.equal('none')
    await lookUp()
    await press('unblock')
    expect(await login()).to.equal('Jana')
  })

  it('ends with the log, which says who did all that', async () => {
    await open('/protokoll')
    const log = await page.innerText('main')
    for (const words of [OPERATOR.username, portal.entityId, 'Anruf: Telefon gestohlen']) expect(log).to.contain(words)
    const { code, out } = (await instances[1]?.cli(['audit', 'verify'])) ?? expect.fail('no instance')
    expect([code, out.includes('first:')]).to.deep.equal([0, false])
  })
})
