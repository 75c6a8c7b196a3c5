import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { type Broker, signerOf, startBroker } from './broker.js'
import { cancel, CITIZEN, confirm, createCitizen, logIn } from './citizen.js'
import type { ShibbolethApplication } from './shibboleth-config.js'
import { type ShibbolethSp, startShibbolethSp } from './shibboleth-sp.js'

const PLAIN = { id: 'default', host: 'shibboleth.localhost', signed: false }
const SIGNED = { id: 'signed', host: 'shibboleth-signed.localhost', signed: true }
const POST = { outgoingBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' }
const HIGH = { authnContextClassRef: 'http://eidas.europa.eu/LoA/high' }

interface Session {
  readonly identity_provider: string
  readonly authn_instant: string
  readonly authncontext_class: string
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
}

describe('Shibboleth SP 3', () => {
  let broker: Broker
  let sp: ShibbolethSp
  let browser: WebClient

  before(async () => {
    broker = await startBroker()
    const metadata = await broker.metadata()
    sp = await startShibbolethSp([PLAIN, SIGNED], {
      entityId: broker.entityId,
      metadata,
      certificate: signerOf(metadata),
    })
    for (const application of [PLAIN, SIGNED]) {
      await broker.servicekonto(['sp', 'import', sp.handler(application, 'Metadata')])
    }
    await createCitizen(broker)
    await broker.follow()
  })
  after(async () => {
    await sp?.stop()
    await broker?.stop()
  })
  beforeEach(() => {
    browser = createWebClient()
  })
  afterEach(function () {
    if (this.currentTest?.state === 'failed') process.stderr.write(`${sp.logs()}\n${broker.log().slice(-4000)}\n`)
  })

  /** Presses the service's log-in link and comes to the broker, or back if it answers without a page. */
  const start = async (application: ShibbolethApplication, query: Record<string, string> = {}): Promise<WebPage> => {
    const target = sp.handler(application, 'Session')
    return browser.handOver(await browser.get(sp.handler(application, 'Login', { target, ...query })))
  }
  const sessionOn = (page: WebPage): Session => JSON.parse(page.body)
  const valuesIn = (session: Session): Record<string, string> =>
    Object.fromEntries(session.attributes.map(({ name, values }) => [name, values.join()]))

  for (const application of [PLAIN, SIGNED]) {
    for (const [binding, query] of [
      ['Redirect', {}],
      ['POST', POST],
    ] as const) {
      const kind = application.signed ? 'a signed' : 'an unsigned'
      it(`logs a citizen in by ${kind} request by ${binding}, with the assertion encrypted`, async () => {
        const confirmPage = await logIn(browser, await start(application, query))
        const back = await confirm(browser, confirmPage)
        expect(back.url).to.equal(sp.handler(application, 'Session'))
        const session = sessionOn(back)
        expect(session.identity_provider).to.equal(broker.entityId)
        expect(session.authncontext_class).to.equal('http://eidas.europa.eu/LoA/low')
        expect(valuesIn(session)).to.include({ ...CITIZEN.attributes, trustLevel: 'STORK-QAA-Level-2' })
        expect(valuesIn(session)['persistent-id']).to.match(/\S{16}/)
      })
    }
  }

  it('gives the two services of one SP different pseudonyms, and each the same one again', async () => {
    const pseudonyms: string[] = []
    for (const application of [PLAIN, SIGNED, PLAIN]) {
      browser = createWebClient()
      const back = await confirm(browser, await logIn(browser, await start(application)))
      pseudonyms.push(valuesIn(sessionOn(back))['persistent-id'] ?? '')
    }
    expect(pseudonyms[0]).to.equal(pseudonyms[2]).and.not.equal(pseudonyms[1])
  })

  it('is sent the assertion encrypted in an authenticated mode that its metadata lists, and nothing beside it', async () => {
    const confirmPage = await logIn(browser, await start(PLAIN))
    const handOver = await browser.click(confirmPage, 'button[name=decision][value=confirm]')
    const response = handOver.one('input[name=SAMLResponse]').attributes.get('value') ?? ''
    const xml = Buffer.from(response, 'base64').toString('utf8')
    expect(xml).to.match(/EncryptedAssertion.*http:\/\/www\.w3\.org\/2009\/xmlenc11#aes256-gcm"/s)
    expect(xml).not.to.include('AttributeStatement')
  })

  it('understands that the citizen broke off', async () => {
    const back = await cancel(browser, await start(PLAIN))
    expect(back.textOf('[data-testid=second-status]')).to.equal('urn:oasis:names:tc:SAML:2.0:status:AuthnFailed')
  })

  it('understands that the citizen does not agree to the release', async () => {
    const back = await cancel(browser, await logIn(browser, await start(PLAIN)))
    expect(back.textOf('[data-testid=second-status]')).to.equal('urn:oasis:names:tc:SAML:2.0:status:RequestDenied')
  })

  it('understands that no method reaches the level it asks for', async () => {
    const back = await cancel(browser, await start(PLAIN, HIGH))
    expect(back.textOf('[data-testid=second-status]')).to.equal('urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext')
  })

  it('understands at once that the broker knows no class of its request', async () => {
    const back = await start(PLAIN, { authnContextClassRef: 'https://levels.example/unheard-of' })
    expect(back.hops.some((hop) => hop.url.startsWith(`${broker.url}/login/`))).to.equal(false)
    expect(back.textOf('[data-testid=second-status]')).to.equal('urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext')
  })

  it('understands that nobody was logged in where it asked passively', async () => {
    const back = await start(PLAIN, { isPassive: 'true' })
    expect(back.hops.some((hop) => hop.url.startsWith(`${broker.url}/login/`) && hop.status === 200)).to.equal(false)
    expect(back.textOf('[data-testid=second-status]')).to.equal('urn:oasis:names:tc:SAML:2.0:status:NoPassive')
  })

  it('gets a fresh proof by ForceAuthn, where single sign-on would have served', async () => {
    const first = sessionOn(await confirm(browser, await logIn(browser, await start(PLAIN))))
    // AuthnInstant has whole seconds.
    await delay(1_100)
    const again = await start(PLAIN, { forceAuthn: 'true' })
    const second = sessionOn(await confirm(browser, await logIn(browser, again)))
    expect(Date.parse(second.authn_instant)).to.be.greaterThan(Date.parse(first.authn_instant))
  })

  it('shares the citizen’s session with another service, which shows what it gets and asks for no password', async () => {
    await confirm(browser, await logIn(browser, await start(PLAIN)))
    const back = await confirm(browser, await start(SIGNED, POST))
    expect(valuesIn(sessionOn(back))).to.include(CITIZEN.attributes)
  })

  it('has its request refused when the signature it announced is taken off', async () => {
    const page = await browser.get(sp.handler(SIGNED, 'Login', { target: sp.handler(SIGNED, 'Session') }), {
      redirects: 'stop',
    })
    const url = new URL(page.headers.location ?? '')
    for (const name of ['Signature', 'SigAlg']) url.searchParams.delete(name)
    const refused = await browser.get(url.href)
    expect(refused.status).to.be.within(400, 499)
    expect(refused.one('[data-testid=error]')).not.to.equal(null)
  })
})
