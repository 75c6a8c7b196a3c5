import { expect } from 'chai'
import type { Response } from 'express'
import { BrokerError } from '../../src/domain/error-catalogue.js'
import { loginId } from '../../src/domain/ids.js'
import { hours, minutes } from '../../src/domain/instant.js'
import type { OpenLogin } from '../../src/domain/login.js'
import { answering } from '../../src/domain/transitions.js'
import { newLoginSecret, requestOfSecret } from '../../src/login/kit/kept-request.js'
import type { LoginPorts } from '../../src/login/kit/login-ports.js'
import { returnLate } from '../../src/login/return-late.js'
import { findLogin } from '../../src/login/visit.js'
import { createCookies } from '../../src/http/cookies.js'
import { artifactIn } from '../support/artifact-messages.js'
import { confirmed, loggedIn, openOne } from '../support/flow-walk.js'
import { citizen, flowWorld, provenRequest, type FlowWorld } from '../support/flow-world.js'
import { httpWorld, RIGHT, type HttpWorld } from '../support/http-world.js'
import { rejectionOf } from '../support/saml-errors.js'
import { acs, testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const BACK = { button: '[name="decision"][value="return"]' }
const RELAY_STATE = 'antrag=4711&seite=2 äö'

/** What is posted to the portal, in words. */
function sentBy(page: WebPage) {
  const valueOf = (name: string) => page.find(`input[name="${name}"]`)?.attributes.get('value') ?? null
  const response = Buffer.from(valueOf('SAMLResponse') ?? '', 'base64').toString()
  return {
    to: page.find('form')?.attributes.get('action') ?? null,
    relayState: valueOf('RelayState'),
    id: /<samlp:Response[^>]* ID="([^"]*)"/.exec(response)?.[1] ?? null,
    answers: /InResponseTo="([^"]*)"/.exec(response)?.[1] ?? null,
    status: [...response.matchAll(/StatusCode Value="[^"]*:(\w+)"/g)].map(([, code]) => code),
    message: /StatusMessage>([^<]*)</.exec(response)?.[1] ?? null,
    isSigned: response.includes('SignatureValue'),
  }
}

describe('a login that was left open too long', () => {
  let world: HttpWorld
  let client: WebClient
  beforeEach(async () => {
    world = await httpWorld()
    client = createWebClient()
  })
  afterEach(() => world.stop())

  const ends = () => world.audit.filter(({ action }) => action.startsWith('login.'))
  const begin = async (id = '_late') => client.get(world.requestUrl({ attributes: { ID: id } }, RELAY_STATE))

  /** The page that says so, half an hour after the method page was shown. */
  async function leftOpen(id?: string): Promise<WebPage> {
    const chosen = await begin(id)
    world.clock.pass(minutes(31))
    return client.get(chosen.url)
  }

  it('says so, and leads back to its portal with one signed status and the RelayState as it came', async () => {
    const page = await leftOpen()
    expect(page.status).to.equal(400)
    expect(page.textOf('h1')).to.equal('Ihre Anmeldung ist abgelaufen')
    expect(page.textOf('[data-testid="error"]')).to.equal('Ihre Anmeldung war zu lange offen.')
    const sent = sentBy(await client.submit(page, BACK))
    expect(sent).to.deep.include({
      to: 'https://portal.aachen.example/saml/acs',
      relayState: RELAY_STATE,
      answers: '_late',
      status: ['Responder', 'AuthnFailed'],
      message: 'timeout',
      isSigned: true,
    })
    expect(ends().map(({ action, after }) => [action, after])).to.deep.equal([
      ['login.aborted', { service: 'https://portal.aachen.example/saml/metadata', reason: 'login-left-open' }],
    ])
    expect(world.ends).to.deep.equal(['timeout'])
    expect(world.log.filter((line) => line.includes('timeout'))).to.have.length(1)
  })

  it('leads a portal that takes artifacts back by one, as its cookie says', async () => {
    const address = 'https://portal.aachen.example/artifact'
    await world.stop()
    world = await httpWorld({
      services: [testService({ metadata: { assertionConsumerServices: [acs(address, { binding: 'artifact' })] } })],
    })
    const attributes = { ID: '_by-artifact', AssertionConsumerServiceURL: address }
    const chosen = await client.get(world.requestUrl({ attributes }, RELAY_STATE))
    world.clock.pass(minutes(31))
    const sent = artifactIn(await client.submit(await client.get(chosen.url), BACK))
    expect(sent).to.deep.include({ to: address, relayState: RELAY_STATE })
    expect(Buffer.from(sent.artifact, 'base64')).to.have.length(44)
    expect(world.ends).to.deep.equal(['timeout'])
  })

  it('does so once: a double click gives the same answer, and later it is over', async () => {
    const page = await leftOpen()
    const [first, second] = [await client.submit(page, BACK), await client.submit(page, BACK)].map(sentBy)
    expect(second).to.deep.equal(first)
    expect(ends()).to.have.length(1)
    expect(world.ends).to.have.length(1)
    world.clock.pass(minutes(3))
    const third = await client.submit(page, BACK)
    expect(third.status).to.equal(409)
    expect((await client.get(page.url)).find(BACK.button), 'nor is it offered again').to.equal(null)
  })

  it('does so within a day, also after a proof that waited changed its cookie, and not after', async () => {
    const page = await leftOpen()
    world.clock.pass(hours(23))
    expect(sentBy(await client.submit(page, BACK)).message).to.equal('timeout')
    const other = await leftOpen('_other')
    world.clock.pass(hours(24))
    const late = await client.submit(other, BACK)
    expect(late.status).to.equal(404)
    expect(ends()).to.have.length(1)
  })

  it('does nothing without its token, in another browser, or for another decision', async () => {
    const page = await leftOpen()
    const action = new URL(page.find('form')?.attributes.get('action') ?? '', world.url).href
    const token = page.find('input[name="token"]')?.attributes.get('value') ?? ''
    expect((await client.post(action, { decision: 'return', token: 'x'.repeat(43) })).status).to.equal(403)
    expect((await client.post(action, { decision: 'return' })).status).to.equal(403)
    expect((await client.post(action, { decision: 'confirm', token })).status).to.equal(400)
    expect((await createWebClient().post(action, { decision: 'return', token })).status).to.equal(404)
    expect(ends()).to.deep.equal([])
  })

  it('to the own account begins anew at the page that was asked for', async () => {
    const begun = await client.get(`${world.url}/konto/zweiter-faktor`)
    world.clock.pass(minutes(31))
    const late = await client.get(begun.url)
    expect(late.textOf('h1')).to.equal('Ihre Anmeldung ist abgelaufen')
    expect(late.textOf('a[href="/konto/zweiter-faktor"]')).to.equal('Neu anmelden')
    expect(late.find(BACK.button)).to.equal(null)
  })

  it('is told to the citizen after a form, too', async () => {
    const password = await world.toPassword(client)
    world.clock.pass(minutes(31))
    const page = await client.submit(password, { fields: { username: 'jana', password: RIGHT } })
    expect(page.textOf('h1')).to.equal('Ihre Anmeldung ist abgelaufen')
    expect(sentBy(await client.submit(page, BACK)).message).to.equal('timeout')
  })
})

describe('the late end of a login', () => {
  let world: FlowWorld
  beforeEach(async () => {
    world = await flowWorld()
  })

  const keptOf = (login: OpenLogin, secret: string) =>
    requestOfSecret(login.id, secret, world.ports) ?? expect.fail('nothing is kept')

  async function leftOpen() {
    const { login, secret } = await world.begun()
    world.clock.pass(minutes(31))
    return {
      login,
      late: (ports: LoginPorts = world.ports) => returnLate(login.id, keptOf(login, secret), login.browserKey, ports),
    }
  }

  const entries = () => world.audit.filter(({ action }) => action.startsWith('login.')).map(({ action }) => action)

  it('is refused while the login is open', async () => {
    const { login, secret } = await world.begun()
    const late = returnLate(login.id, keptOf(login, secret), login.browserKey, world.ports)
    expect(await rejectionOf(late)).to.equal('login-moved-on')
    expect(entries()).to.deep.equal([])
  })

  it('is refused where the login was answered, and its page says that it is over', async () => {
    const { visit, session } = await loggedIn(world, world.has(citizen('Jana')))
    const before = openOne(visit.login)
    const secret = newLoginSecret(before, world.ports)
    await confirmed(world, visit, session)
    for (const time of [0, minutes(31)]) {
      world.clock.pass(time)
      const late = returnLate(before.id, keptOf(before, secret), before.browserKey, world.ports)
      expect(await rejectionOf(late)).to.equal('login-over')
    }
    const browser = { loginSecret: secret, sessionSecret: null }
    expect(await rejectionOf(findLogin(before.id, browser, world.ports))).to.equal('login-over')
    expect(entries()).to.deep.equal(['login.answered'])
    expect(world.failures).not.to.contain('login-left-open')
  })

  it('is refused where the login is being answered, in a store that still holds it', async () => {
    const { visit } = await loggedIn(world, world.has(citizen('Jana')))
    const identified = openOne(visit.login)
    const release = { level: 'normal', attributes: [] } as const
    const taken = answering(
      { ...identified, state: 'confirmed', release, remember: null } as OpenLogin,
      { method: world.ports.methods.keys().next().value ?? expect.fail(), authnInstant: 0, reached: 'normal' },
      world.clock.now(),
    )
    const kept = keptOf(identified, newLoginSecret(identified, world.ports))
    world.clock.pass(minutes(31))
    const holding = { ...world.ports, logins: { ...world.ports.logins, find: () => Promise.resolve(taken) } }
    expect(await rejectionOf(returnLate(taken.id, kept, taken.browserKey, holding))).to.equal('login-over')
    expect(entries()).to.deep.equal([])
  })

  it('burns nothing where the audit cannot be written: whoever presses again is told to the service', async () => {
    const { late } = await leftOpen()
    world.faults.audit = true
    expect(await rejectionOf(late())).to.equal('unavailable')
    expect(world.ends).to.deep.equal([])
    world.faults.audit = false
    world.clock.pass(minutes(10))
    expect(await late()).to.have.property('kind', 'post')
    expect(entries()).to.deep.equal(['login.aborted'])
    expect(world.ends.filter(({ told }) => told === 'metric')).to.have.length(1)
  })

  it('is told once to log and metrics where it is pressed twice in one moment, and both get the same answer', async () => {
    const { late } = await leftOpen()
    const [first, second] = await Promise.all([late(), late()])
    expect(second).to.deep.equal(first)
    expect(entries()).to.deep.equal(['login.aborted'])
    expect(world.ends.map(({ told }) => told)).to.deep.equal(['metric', 'log'])
  })

  it('happens once also where the store has lost who claimed it', async () => {
    const { late } = await leftOpen()
    await late()
    const lost = { ...world.ports, replay: { claim: () => Promise.resolve(null) } }
    // Two of them at once: neither finds the other's entry when it looks.
    const blind = { ...lost, audit: { ...world.ports.audit, has: () => Promise.resolve(false) } }
    world.clock.pass(minutes(1))
    expect(await rejectionOf(late(lost))).to.equal('login-over')
    expect(await rejectionOf(late(blind))).to.equal('login-over')
    expect(entries()).to.deep.equal(['login.aborted'])
  })

  it('sends nothing where the address has left the metadata', async () => {
    const { late } = await leftOpen()
    const failure = () => Promise.reject(new BrokerError('saml-acs-gone'))
    const gone = { ...world.ports, messages: { ...world.ports.messages, failure } }
    expect(await rejectionOf(late(gone))).to.equal('saml-acs-gone')
    expect(entries()).to.deep.equal([])
  })
})

describe('what a browser keeps of the request that began its login', () => {
  const asked = (reply: Partial<ReturnType<typeof provenRequest>['reply']>) => {
    const { requirements, reply: plain } = provenRequest()
    return { id: loginId('a1'), answerId: 'answer', startedAt: 7, requirements, reply: { ...plain, ...reply } }
  }

  it('is read from the cookie of that login alone', async () => {
    const { ports } = await flowWorld()
    const secret = newLoginSecret(asked({ relayState: 'ä&=' }), ports)
    expect(requestOfSecret(loginId('a1'), secret, ports)?.reply).to.deep.include({ kind: 'saml', relayState: 'ä&=' })
    expect(requestOfSecret(loginId('a2'), secret, ports)).to.equal(null)
    expect(requestOfSecret(loginId('a1'), secret.replace('.s1.', '.s1.A'), ports)).to.equal(null)
  })

  it('fits into a cookie: of longer addresses the portal alone is kept', async () => {
    const { ports } = await flowWorld()
    const longest = newLoginSecret(asked({ relayState: '\u{1F600}'.repeat(256) }), ports)
    expect(requestOfSecret(loginId('a1'), longest, ports)?.reply).not.to.equal(null)
    const secret = newLoginSecret(asked({ acsLocation: `https://portal.example/${'a'.repeat(3000)}` }), ports)
    expect(requestOfSecret(loginId('a1'), secret, ports)).to.deep.include({
      service: asked({}).requirements.service,
      reply: null,
    })
    for (const each of [longest, secret]) expect(`__Host-login-${'x'.repeat(43)}=${each}`.length).to.be.below(4096)
  })

  it('fits into a header of 8 KiB, as web servers take, beside all that a browser keeps of other logins', async () => {
    const { ports } = await flowWorld()
    const name = (id: number | string) => `__Host-login-${String(id).padStart(22, 'x')}`
    const secrets = Array.from({ length: 1025 }, (_, length) =>
      newLoginSecret(asked({ relayState: '"'.repeat(length) }), ports),
    )
    const longest = Math.max(...secrets.map(({ length }) => length))
    const kept = Array.from({ length: 20 }, (_, index) => `${name(index)}=${'s'.repeat(250 - name(index).length)}`)
    const forgotten: string[] = []
    const response = { append: (_name: string, line: string) => forgotten.push(line) } as unknown as Response
    createCookies(true).prune({ headers: { cookie: kept.join('; ') } }, response)
    expect(forgotten, 'as much as is kept').to.deep.equal([])
    const others = ['session', 'form'].map((each) => `__Host-${each}=${ports.random.secret()}`)
    const header = [...others, '__Host-lang=de-x-leicht', '__Host-method=password', ...kept, `${name('new')}=`].join(
      '; ',
    )
    expect(header.length + longest).to.be.below(8 * 1024)
  })
})
