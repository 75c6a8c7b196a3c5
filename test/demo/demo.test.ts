import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect } from 'chai'
import { readDemoSettings } from '../../src/demo/demo-settings.js'
import { builtProgram } from '../support/built-program.js'
import { freePort, freePorts } from '../support/free-port.js'
import { type Spawned, spawned } from '../support/spawned.js'
import { VirtualPhone } from '../support/virtual-phone.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** The process of the stand-in that listens on this port. */
const eidStub = (port: string): number => {
  const isIt = (pid: string): boolean => {
    const [, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return args.some((arg) => arg.endsWith('demo/eid-stub/main.js')) && args.includes(port)
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return Number(pids.find((pid) => existsSync(`/proc/${pid}/cmdline`) && isIt(pid)))
}

describe('npm run demo', () => {
  let program: string
  let demo: Spawned
  let ports: { broker: number; portals: number }
  let browser: WebClient
  let environment: Record<string, string>

  before(async function () {
    // As long as the demo itself waits for its parts, and a build before it.
    this.timeout(240_000)
    ports = { broker: await freePort(), portals: (await freePorts(5))[0] ?? expect.fail() }
    environment = {
      PORT: String(ports.broker),
      DEMO_PORTAL_PORT: String(ports.portals),
      DEMO_EID_PORT: String(await freePort()),
      DEMO_PHONE_PORT: String(await freePort()),
      DEMO_NEIGHBOUR_PORT: String(await freePort()),
      DEMO_OPENID_PORT: String(await freePort()),
    }
    program = builtProgram('demo/demo.js')
    demo = spawned(process.execPath, [program], { env: environment })
    await demo.until(() => demo.stdout().includes('ready\n'), 180_000)
  })
  after(() => demo?.stop())
  beforeEach(() => {
    browser = createWebClient()
  })

  const lines = (): readonly string[] => demo.stdout().trimEnd().split('\n')
  const portal = (index: number): string => /\S+$/.exec(lines()[index + 1] ?? '')?.[0] ?? ''
  const citizens = readDemoSettings({}).citizens

  /** Presses the log-in link of a portal and comes to the broker's page. */
  const start = async (index: number): Promise<WebPage> =>
    browser.handOver(await browser.click(await browser.get(portal(index)), '[data-testid=login]'))
  const logIn = async (page: WebPage, { username, password }: { username: string; password: string }) =>
    browser.submit(await browser.click(page, '[data-method=password]'), { fields: { username, password } })
  const decide = async (page: WebPage, decision: 'confirm' | 'cancel'): Promise<WebPage> =>
    browser.handOver(await browser.click(page, `button[name=decision][value=${decision}]`))

  it('prints the broker, the portals and the citizens, each in one line, then "ready"', () => {
    const patterns = [
      /^broker http:\/\/localhost:\d+$/,
      /^portal Serviceportal Aachen normal http:\/\/aachen\.localhost:\d+$/,
      /^portal Bewohnerparken Gelsenkirchen substantiell http:\/\/gelsenkirchen\.localhost:\d+$/,
      /^portal Einbürgerung Solingen hoch http:\/\/solingen\.localhost:\d+$/,
      /^portal Fischereiprüfung Kreis Paderborn normal http:\/\/paderborn\.localhost:\d+$/,
      /^portal Wohngeld Düsseldorf normal http:\/\/duesseldorf\.localhost:\d+$/,
      ...citizens.map(() => /^citizen \S+ \S{12,} \S.*$/),
      /^other-account \S+ \S{12,} http:\/\/nachbarland\.localhost:\d+$/,
      /^openid-provider http:\/\/nord\.localhost:\d+\/\.well-known\/openid-configuration$/,
      /^phone http:\/\/phone\.localhost:\d+$/,
      /^eid-client http:\/\/127\.0\.0\.1:\d+\/eID-Client$/,
      /^operator \S+ \S{12,} http:\/\/localhost:\d+\/operator$/,
      /^ready$/,
    ]
    expect(lines()).to.have.length(patterns.length)
    for (const [index, pattern] of patterns.entries()) expect(lines()[index]).to.match(pattern)
  })

  it('has a page at each printed address', async () => {
    const console = `http://localhost:${ports.broker}/operator`
    for (const url of [0, 1, 2, 3, 4].map(portal).concat(`http://localhost:${ports.broker}`, console)) {
      expect((await browser.get(url)).status, url).to.equal(200)
    }
  })

  it('logs a citizen in at the portal that was built for BundID, which reads what BundID would say', async () => {
    const [citizen] = citizens
    if (!citizen) return expect.fail('no citizen')
    const confirm = await logIn(await start(4), citizen)
    expect(confirm.text).to.include('Wohngeld beantragen')
    const page = await decide(confirm, 'confirm')
    expect(page.textOf('[data-attribute="bPK2"]')).to.match(/[\w-]{43}/)
    expect(page.textOf('[data-attribute="method"]')).to.include('Benutzername')
    expect(page.textOf('[data-attribute="mfa"]')).to.include('false')
  })

  it('has a page behind each link above and below the broker’s pages', async () => {
    const start = await browser.get(`http://localhost:${ports.broker}/`)
    expect(start.text).to.contain('Stadt Aachen (Vorführung)')
    const links = start.all('a').flatMap(({ attributes }) => attributes.get('href') ?? [])
    const away = links.filter((href) => href.startsWith('http'))
    expect(away).to.have.lengthOf(6)
    for (const href of away) {
      const page = await browser.get(href)
      expect([page.status, page.text.includes('Beispiel')], href).to.deep.equal([200, true])
    }
  })

  it('leads from a portal’s logout to that of the broker', async () => {
    const [jana] = citizens
    if (jana === undefined) throw new Error('no citizen')
    const inside = await decide(await logIn(await start(0), jana), 'confirm')
    const outside = await browser.click(inside, '[data-testid=logout]')
    const asked = await browser.click(outside, '[data-testid=broker-logout]')
    expect(asked.url).to.equal(`http://localhost:${ports.broker}/abmelden`)
    const onTheWay = await browser.click(asked, 'button[name=decision][value=logout]')
    // The broker tells the portal too, through the browser.
    const done = await browser.click(onTheWay, '[data-testid=logout-next]')
    expect(done.find('[data-testid=logged-out]')).not.to.equal(null)
    expect((await start(0)).find('[data-method=password]')).not.to.equal(null)
  })

  it('takes a citizen from the portal to being logged in with four clicks', async () => {
    const [jana] = citizens
    if (jana === undefined) throw new Error('no citizen')
    const confirmPage = await logIn(await start(0), jana)
    const page = await decide(confirmPage, 'confirm')
    expect(page.url).to.equal(`${portal(0)}/`)
    const { givenName, familyName, birthDate } = jana
    expect(page.attributes()).to.include({ givenName, familyName, birthDate }).and.not.have.any.keys('street', 'email')
    expect(page.textOf('[data-testid=trust-level]')).to.equal('normal')
    expect(page.textOf('[data-testid=name-id]')).to.match(/\S{16}/)
  })

  it('takes a second click on the way back as the first one', async () => {
    const [jana] = citizens
    if (jana === undefined) throw new Error('no citizen')
    const wayBack = await browser.click(await logIn(await start(0), jana), 'button[name=decision][value=confirm]')
    await browser.handOver(wayBack)
    const page = await browser.handOver(wayBack)
    expect(page.url).to.equal(`${portal(0)}/`)
    expect(page.attributes()).to.include({ familyName: jana['familyName'] })
  })

  it('lets the citizen go on to the portal that posts its requests, which gets another pseudonym', async () => {
    const [jana] = citizens
    if (jana === undefined) throw new Error('no citizen')
    const aachen = await decide(await logIn(await start(0), jana), 'confirm')
    const paderborn = await decide(await start(3), 'confirm')
    expect(paderborn.url).to.equal(`${portal(3)}/`)
    expect(paderborn.attributes()).to.include({ familyName: jana['familyName'] })
    expect(paderborn.textOf('[data-testid=name-id]')).not.to.equal(aachen.textOf('[data-testid=name-id]'))
  })

  it('has a citizen whom the portal asks for what is missing', async () => {
    const ole = citizens[1]
    if (ole === undefined) throw new Error('no citizen')
    const page = await logIn(await start(0), ole)
    expect(page.find('button[value=confirm]')).to.equal(null)
    expect(page.one('h1, form')).not.to.equal(null)
    expect(page.text).to.include('Geburtsdatum')
  })

  for (const [index, methods] of [
    [1, ['eid', 'konto-nord', 'pass']],
    [2, ['eid']],
  ] as const) {
    it(`offers at portal ${index + 1} what reaches its level, and says why the others are missing`, async () => {
      const page = await start(index)
      const offered = page.all('[data-method]').map((row) => row.attributes.get('data-method') ?? '')
      expect(offered.toSorted()).to.deep.equal(methods)
      expect(page.find('[data-method-missing=password]')).not.to.equal(null)
      const back = await decide(page, 'cancel')
      expect(back.one('[data-testid=saml-status]').attributes.get('data-status')).to.equal('AuthnFailed')
    })
  }

  it('lets a citizen pair a phone, and log in with it', async () => {
    const [jana] = citizens
    if (jana === undefined) throw new Error('no citizen')
    const broker = `http://localhost:${ports.broker}`
    const password = await browser.click(await browser.get(`${broker}/konto/geraete`), '[data-method=password]')
    const devices = await browser.submit(password, { fields: { ...jana } })
    const waiting = await browser.submit(devices, { form: 'form[action="/konto/geraete/koppeln"]' })
    const phone = new VirtualPhone()
    const { body } = await phone.pair(waiting.textOf('[data-testid=pass-link]') ?? '')
    const number = (await browser.get(waiting.url)).textOf('[data-testid=pass-code]') ?? ''
    await phone.confirm(`${broker}/pass/login/${body.challenge}`, { number })
    browser = createWebClient()
    const page = await browser.click(await start(0), '[data-method=pass]')
    // A browser that follows the link comes to the simulated phone.
    const link = page.textOf('[data-testid=pass-link]') ?? ''
    const followed = await browser.get(link, { redirects: 'stop' })
    expect(followed.headers.location).to.match(/^http:\/\/phone\.localhost:\d+\/#http/)
    await phone.confirm(link, { number: page.textOf('[data-testid=pass-code]') ?? '' })
    const login = page.url.replace(/\/(pass|methods).*$/, '/pass/return')
    const there = await decide(await browser.get(login, { from: page }), 'confirm')
    expect(there.attributes()).to.include({ familyName: jana['familyName'] })
  })

  it('lets a visitor park without an account, by a phone that pairs on the spot', async () => {
    const entry = await browser.click(await browser.get(portal(1)), '[data-testid=without-account]')
    expect(entry.url).to.equal(`${portal(1)}/besuch`)
    const page = await browser.click(entry, '[data-testid=login]')
    const link = page.textOf('[data-testid=pass-link]') ?? ''
    const phone = new VirtualPhone()
    await phone.pair(link)
    await phone.confirm(link, { number: page.textOf('[data-testid=pass-code]') ?? '' })
    const login = page.url.replace(/\/(pass|methods).*$/, '/pass/return')
    const there = await decide(await browser.get(login, { from: page }), 'confirm')
    expect(there.url).to.equal(entry.url)
    expect(Object.keys(there.attributes())).to.deep.equal(['trustLevel'])
    expect(there.textOf('[data-testid=trust-level]')).to.equal('normal')
    expect(there.textOf('[data-testid=name-id]')).to.match(/\S{16}/)
  })

  it('shows at the portal that the citizen broke off', async () => {
    const back = await decide(await start(0), 'cancel')
    expect(back.textOf('[data-testid=saml-status]')).to.equal('Sie haben die Anmeldung abgebrochen.')
  })

  it('goes on without the stand-in for the ID card, and says that it is gone', async () => {
    process.kill(eidStub(environment['DEMO_EID_PORT'] ?? ''))
    await demo.until(() => demo.stderr().includes('eid-stub has ended'), 10_000)
    expect((await browser.get(portal(0))).status).to.equal(200)
    expect((await start(0)).find('[data-method=password]')).not.to.equal(null)
  })

  it('refuses to start a second time on the same ports, and names the port', async () => {
    const second = spawned(process.execPath, [program], { env: environment })
    expect(await second.exit).to.equal(1)
    expect(second.stdout()).to.equal('')
    expect(second.stderr()).to.match(
      new RegExp(`^demo: port ${ports.broker}, wanted for the broker, is taken: .*PORT=`),
    )
  })

  it('stops everything by Ctrl-C and leaves nothing behind', async () => {
    const folder = /are in (\S+) while/.exec(demo.stderr())?.[1] ?? ''
    expect(existsSync(folder)).to.equal(true)
    demo.signal('SIGINT')
    expect(await demo.exit).to.equal(0)
    const all = [ports.broker, ...[0, 1, 2, 3].map((step) => ports.portals + step)]
    expect(await Promise.all(all.map(isOpen))).to.deep.equal(all.map(() => false))
    expect(existsSync(folder)).to.equal(false)
  })
})
