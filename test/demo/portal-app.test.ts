import { once } from 'node:events'
import { shownValue } from '../../src/demo/portal/shown-values.js'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import { createPortalApp } from '../../src/demo/portal/portal-app.js'
import type { PortalOptions } from '../../src/demo/portal/portal-options.js'
import type { LogoutNews } from '../../src/demo/portal/single-logout.js'
import type { Answer, Repeated, SamlClient } from '../../src/demo/portal/saml-client.js'
import { describeStatus, readStatus } from '../../src/demo/portal/saml-status.js'
import { freePort } from '../support/free-port.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import { LOGIN, PORTAL } from './portal-example.js'

const VISITOR: Answer = {
  kind: 'visitor',
  visitor: {
    nameId: 'AbC123',
    login: LOGIN,
    trustLevel: 'normal',
    attributes: [{ name: 'givenName', label: 'Vornamen', value: 'Jāna <b>' }],
  },
}

describe("a demo portal's pages", () => {
  let server: Server
  let base: string
  let answer: Answer | Repeated | Error
  let reachable: boolean
  let news: LogoutNews | Error
  let options: PortalOptions
  let browser: WebClient
  let log: string[]

  const saml: SamlClient = {
    loginUrl: () => Promise.resolve('http://broker.localhost/saml/sso?SAMLRequest=x'),
    loginForm: () => Promise.resolve({ url: 'http://broker.localhost/saml/sso', fields: { SAMLRequest: 'a"b' } }),
    receive: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    logout: {
      begin: ({ nameID }) =>
        Promise.resolve({ url: `http://broker.localhost/saml/slo?SAMLRequest=${nameID}`, relayState: 'r1' }),
      receive: () => (news instanceof Error ? Promise.reject(news) : Promise.resolve(news)),
    },
  }

  beforeEach(async () => {
    options = { ...PORTAL }
    answer = VISITOR
    reachable = true
    log = []
    browser = createWebClient()
    const port = await freePort()
    base = `http://portal.localhost:${port}`
    const client = (): Promise<SamlClient> =>
      reachable ? Promise.resolve(saml) : Promise.reject(new Error('connection refused'))
    server = createServer(createPortalApp(options, '<EntityDescriptor/>', client, (line) => log.push(line))).listen(
      port,
      '127.0.0.1',
    )
    await once(server, 'listening')
  })
  afterEach((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

  const receive = () => browser.post(`${base}/acs`, { SAMLResponse: 'x', RelayState: 'y' })

  it('say before the login which trust level the service needs', async () => {
    const page = await browser.get(base)
    expect(page.textOf('[data-testid=needed-level]')).to.equal('normal')
    expect(page.textOf('h1')).to.equal(PORTAL.service)
    expect(page.find('[data-testid=logout]')).to.equal(null)
  })

  it('send the browser to the broker by redirect, or by a form where the portal posts', async () => {
    const redirected = await browser.get(`${base}/login`, { redirects: 'stop' })
    expect(redirected.headers.location).to.equal('http://broker.localhost/saml/sso?SAMLRequest=x')
    options.requestBinding = 'post'
    const form = await browser.get(`${base}/login`)
    expect(form.one('form').attributes.get('action')).to.equal('http://broker.localhost/saml/sso')
    expect(form.one('input[name=SAMLRequest]').attributes.get('value')).to.equal('a"b')
  })

  it('show what was received, and nothing of it after the logout', async () => {
    const page = await receive()
    expect(page.url).to.equal(`${base}/`)
    expect(page.attributes()).to.deep.equal({ givenName: 'Jāna <b>' })
    expect(page.textOf('[data-testid=trust-level]')).to.equal('normal')
    expect(page.textOf('[data-testid=name-id]')).to.equal('AbC123')
    const after = await browser.click(page, '[data-testid=logout]')
    expect(after.attributes()).to.deep.equal({})
    expect(after.one('[data-testid=login]')).not.to.equal(null)
  })

  it('say codes and dates in words, and what came in below them', async () => {
    const attributes = [
      { name: 'birthDate', label: 'Geburtsdatum', value: '1987-04-12' },
      { name: 'nationality', label: 'Staatsangehörigkeit', value: 'D' },
      { name: 'trustLevel', label: 'Vertrauensniveau', value: 'STORK-QAA-Level-2' },
      { name: 'familyName', label: 'Familienname', value: 'Nowak' },
    ]
    answer = { kind: 'visitor', visitor: { nameId: 'AbC123', login: LOGIN, trustLevel: 'normal', attributes } }
    const page = await receive()
    expect(page.attributes()).to.deep.equal(Object.fromEntries(attributes.map(({ name, value }) => [name, value])))
    const folded = page.textOf('details') ?? ''
    for (const raw of ['1987-04-12', 'STORK-QAA-Level-2', 'AbC123']) expect(folded).to.contain(raw)
    expect(folded).not.to.contain('Nowak')
    const open = page.text.replace(folded, '')
    expect(open).to.contain('12. April 1987').and.contain('Deutschland').and.not.contain('STORK')
  })

  it('know how much of a birth date there is', () => {
    const inWords = (value: string) => shownValue({ name: 'birthDate', label: '', value }).text
    expect(['1987-04-12', '1987-04', '1987'].map(inWords)).to.deep.equal(['12. April 1987', 'April 1987', '1987'])
  })

  it('keep the visitor by a cookie of this host that scripts cannot read, and another browser sees nothing', async () => {
    await receive()
    const [cookie] = browser.cookies.for(base)
    expect(cookie).to.include({ httpOnly: true, sameSite: 'lax', hostOnly: true })
    expect((await createWebClient().get(base)).attributes()).to.deep.equal({})
  })

  it('start a new session for every answer', async () => {
    await receive()
    const first = browser.cookies.for(base)[0]?.value
    await receive()
    expect(browser.cookies.for(base)[0]?.value).not.to.equal(first)
  })

  it('lead a second click on the way back to the front page, as long as the first one let this browser in', async () => {
    await receive()
    answer = { kind: 'repeated' }
    const page = await receive()
    expect(page.url).to.equal(`${base}/`)
    expect(page.attributes()).to.deep.equal({ givenName: 'Jāna <b>' })
  })

  it('let no other browser in by an answer that was taken already', async () => {
    await receive()
    answer = { kind: 'repeated' }
    browser = createWebClient()
    const page = await receive()
    expect(page.status).to.equal(400)
    expect(page.text).to.include('noch einmal an')
    expect((await browser.get(base)).attributes()).to.deep.equal({})
  })

  it('say in plain German why a login did not succeed', async () => {
    answer = { kind: 'status', status: describeStatus('AuthnFailed') }
    const page = await receive()
    expect(page.textOf('[data-testid=saml-status]')).to.equal('Sie haben die Anmeldung abgebrochen.')
    expect(page.one('[data-testid=login]')).not.to.equal(null)
  })

  it('let nobody in by an answer that cannot be believed', async () => {
    answer = new Error('Invalid signature')
    const page = await receive()
    expect(page.status).to.equal(400)
    expect(page.text).to.include('konnten wir nicht prüfen').and.not.include('Invalid signature')
    expect((await browser.get(base)).attributes()).to.deep.equal({})
    expect((await browser.post(`${base}/acs`, {})).status).to.equal(400)
    expect(log).to.deep.equal(['POST /acs: Invalid signature', 'POST /acs: the form holds no SAMLResponse'])
  })

  it('end their own session before they send the browser to the broker to end the others', async () => {
    const inside = await receive()
    const form = inside.one('[data-testid=single-logout]')
    expect(form.name).to.equal('button')
    const away = await browser.post(`${base}/single-logout`, {}, { from: inside, redirects: 'stop' })
    expect(away.headers.location).to.equal('http://broker.localhost/saml/slo?SAMLRequest=AbC123')
    expect((await browser.get(base)).attributes()).to.deep.equal({})
    news = { kind: 'answered', end: 'PartialLogout' }
    const back = await browser.get(`${base}/slo?SAMLResponse=x`)
    expect(back.url).to.equal(`${base}/`)
    expect(back.textOf('[data-status=PartialLogout]')).to.contain('Nicht alle anderen Portale')
  })

  it('end their own session also while the broker cannot be reached, and say so', async () => {
    const inside = await receive()
    reachable = false
    const page = await browser.post(`${base}/single-logout`, {}, { from: inside })
    expect([page.status, page.text.includes('Bei diesem Portal sind Sie abgemeldet.')]).to.deep.equal([502, true])
    expect((await browser.get(base)).attributes()).to.deep.equal({})
  })

  it('end the session that the broker names, whoever brings the message, and no other', async () => {
    await receive()
    news = { kind: 'told', isMeant: ({ nameID }) => nameID === 'other', next: 'http://broker.localhost/next' }
    await createWebClient().get(`${base}/slo?SAMLRequest=x`, { redirects: 'stop' })
    expect((await browser.get(base)).attributes()).not.to.deep.equal({})
    news = { ...news, isMeant: ({ nameID }) => nameID === 'AbC123' }
    const told = await createWebClient().post(`${base}/slo`, { SAMLRequest: 'x' }, { redirects: 'stop' })
    expect(told.headers.location).to.equal('http://broker.localhost/next')
    expect((await browser.get(base)).attributes()).to.deep.equal({})
  })

  it('end nothing by a message about a logout that cannot be believed', async () => {
    await receive()
    news = new Error('the query is not signed')
    expect((await browser.get(`${base}/slo?SAMLRequest=x`)).status).to.equal(400)
    expect((await browser.get(base)).attributes()).not.to.deep.equal({})
    expect(log).to.deep.equal(['GET /slo: the query is not signed'])
  })

  it('say so when the broker cannot be reached', async () => {
    reachable = false
    const page = await browser.get(`${base}/login`)
    expect(page.status).to.equal(502)
    expect(page.text).to.include('nicht zu erreichen')
  })
})

describe('a status answer', () => {
  it('is understood by its second-level code', () => {
    const xml =
      '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext"/></samlp:StatusCode></samlp:Status>'
    expect(readStatus(xml)).to.include({ code: 'NoAuthnContext' })
    expect(readStatus(xml).text).to.include('Das liegt nicht an Ihnen.')
  })

  it('is understood by its only code where there is no second', () => {
    const status = readStatus('<StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"/>')
    expect(status).to.deep.equal({ code: 'Requester', text: 'Das Servicekonto konnte Sie nicht anmelden.' })
  })
})
