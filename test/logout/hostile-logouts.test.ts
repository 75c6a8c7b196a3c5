import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import type { Participation } from '../../src/domain/session.js'
import { httpWorld, type HttpWorld } from '../support/http-world.js'
import {
  encryptedId,
  inSoap,
  logoutRequest,
  logoutResponse,
  nameIdXml,
  qualifiers,
  SLO_SOAP,
  type LogoutDraft,
} from '../support/logout-messages.js'
import { testKey } from '../support/saml-keys.js'
import { authnRequest, envelopedSigned, postFields, signedRedirectQuery } from '../support/saml-requests.js'
import { SERVICE, serviceKey, testService } from '../support/saml-service.js'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'

const OTHER = 'https://portal.bonn.example/saml/metadata'
const ADDRESS = 'https://portal.aachen.example/saml/slo'

const slo = (location: string) => [{ binding: 'redirect', location, responseLocation: null }] as const

describe('a message about a logout that is not as it has to be', () => {
  let world: HttpWorld
  let client: WebClient
  /** What the service knows of the session of this browser. */
  let part: Participation

  before(async () => {
    world = await httpWorld({
      services: [
        testService({ metadata: { singleLogoutServices: slo(ADDRESS) } }),
        testService({
          entityId: OTHER,
          metadata: { keys: [serviceKey('serviceNext')], singleLogoutServices: slo('https://portal.bonn.example/slo') },
        }),
      ],
    })
  })
  beforeEach(async () => {
    client = createWebClient()
    const confirm = await world.toConfirm(client)
    await client.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    const session = await world.sessions.find(world.sessionIdOf(secretOf(client)))
    part = session?.participations[0] ?? expect.fail('nobody takes part')
  })
  after(() => world.stop())

  const secretOf = (browser: WebClient): string =>
    browser.cookies
      .header({ url: new URL(world.url), method: 'GET', initiator: null })
      ?.match(/\bsession=([^;]+)/)?.[1] ?? ''
  const isSignedIn = async (): Promise<boolean> =>
    (await world.sessions.find(world.sessionIdOf(secretOf(client)))) !== null
  /** A request that would end the session. */
  const request = (draft: LogoutDraft = {}): string =>
    logoutRequest(world.clock.now(), { nameId: part.nameId, ...draft })
  const byRedirect = (xml: string, key = testKey('service')): Promise<WebPage> =>
    client.get(`${world.url}/saml/slo?${signedRedirectQuery(xml, { key })}`, { redirects: 'stop' })
  const bySoap = async (
    body: string | Uint8Array,
  ): Promise<{ readonly status: number; readonly text: string; readonly type: string }> => {
    const answer = await fetch(`${world.url}/saml/slo/soap`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'content-type': 'text/xml' },
    })
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') ?? '' }
  }
  /** The message in the address that a page of status 303 leads to. */
  const answered = async (page: WebPage): Promise<string> => {
    expect(page.status, page.text).to.equal(303)
    const { inflateRawSync } = await import('node:zlib')
    const sent = new URL(String(page.headers.location)).searchParams.get('SAMLResponse') ?? ''
    return inflateRawSync(Buffer.from(sent, 'base64')).toString()
  }
  const expectRefused = async (page: WebPage, code: string): Promise<void> => {
    expect(page.status, page.text).to.be.within(400, 499)
    const errorId = page.textOf('[data-testid="error-id"]') ?? ''
    expect(world.log.filter((line) => line.includes(errorId)).join()).to.contain(`"code":"${code}"`)
    expect(await isSignedIn(), 'the session goes on').to.equal(true)
  }

  it('would end the session, were it right: by redirect, by POST, by SOAP, and encrypted', async () => {
    expect(await answered(await byRedirect(request()))).to.contain('status:Success')
    expect(await isSignedIn()).to.equal(false)
  })
  it('ends it by POST too, whose answer leaves by a GET of ours', async () => {
    const page = await client.post(`${world.url}/saml/slo`, postFields(envelopedSigned(request())), {
      redirects: 'stop',
    })
    expect(page.headers.location).to.match(/^\/abmelden\/[\w-]+\/zurueck$/)
    const back = await client.get(new URL(String(page.headers.location), world.url).href, { redirects: 'stop' })
    expect(await answered(back)).to.contain('status:Success')
    expect(await isSignedIn()).to.equal(false)
  })
  it('ends it by SOAP too, without a Destination or with it, and answers a signed document', async () => {
    const xml = request({ attributes: { Destination: null }, sessionIndexes: ['_another', part.sessionIndex] })
    const answer = await bySoap(inSoap(envelopedSigned(xml)))
    expect(answer.type).to.match(/^text\/xml/)
    expect(answer.text).to.contain('status:Success').and.contain('<ds:SignatureValue>')
    expect(await isSignedIn()).to.equal(false)
  })
  it('ends it under an EncryptedID and with all qualifiers too', async () => {
    const metadata = (await client.get(`${world.url}/saml/metadata`)).body
    const certificate = /use="encryption".*?<ds:X509Certificate>([^<]+)/s.exec(metadata)?.[1] ?? expect.fail(metadata)
    const named = nameIdXml(part.nameId, qualifiers())
    const inCbc = request({ subject: encryptedId(named, certificate, { content: 'aes-256-cbc' }) })
    await expectRefused(await byRedirect(inCbc), 'saml-encryption')
    expect(await answered(await byRedirect(request({ subject: encryptedId(named, certificate) })))).to.contain(
      'Success',
    )
    expect(await isSignedIn()).to.equal(false)
  })

  it('is refused without a signature, by a stranger’s or another service’s, and where what was signed is changed', async () => {
    const xml = request()
    const query = signedRedirectQuery(xml)
    await expectRefused(
      await client.get(`${world.url}/saml/slo?${query.replace(/&SigAlg.*/, '')}`),
      'saml-signature-missing',
    )
    await expectRefused(await client.post(`${world.url}/saml/slo`, postFields(xml)), 'saml-signature-missing')
    await expectRefused(await byRedirect(xml, testKey('stranger')), 'saml-signature')
    await expectRefused(await byRedirect(xml, testKey('serviceNext')), 'saml-signature')
    await expectRefused(
      await client.get(`${world.url}/saml/slo?${query}`.replace('&SigAlg', '&RelayState=x&SigAlg')),
      'saml-signature',
    )
    const changed = envelopedSigned(request({ nameId: 'nobody' })).replace('>nobody<', `>${part.nameId}<`)
    await expectRefused(await client.post(`${world.url}/saml/slo`, postFields(changed)), 'saml-signature')
  })
  it('is refused from nobody who is registered, for another place, of another time, and twice', async () => {
    await expectRefused(await byRedirect(request({ issuer: 'https://nobody.example' })), 'saml-unknown-service')
    for (const Destination of [null, SLO_SOAP, 'https://konto.example/saml/sso']) {
      await expectRefused(await byRedirect(request({ attributes: { Destination } })), 'saml-destination')
    }
    const before = new Date(world.clock.now() - 3_600_000).toISOString()
    await expectRefused(await byRedirect(request({ attributes: { IssueInstant: before } })), 'saml-too-old')
    await expectRefused(await byRedirect(request({ attributes: { NotOnOrAfter: before } })), 'saml-too-old')
    const once = request({ nameId: 'somebody-else' })
    expect(await answered(await byRedirect(once))).to.contain('Success')
    await expectRefused(await byRedirect(once), 'saml-replay')
  })
  it('is refused where it is no such message, holds two, or breaks the schema', async () => {
    await expectRefused(await byRedirect(authnRequest({ attributes: { Destination: null } })), 'saml-not-logout')
    await expectRefused(await byRedirect(logoutResponse(world.clock.now(), {})), 'saml-not-logout')
    await expectRefused(
      await client.get(`${world.url}/saml/sso?${signedRedirectQuery(request())}`),
      'saml-not-authn-request',
    )
    await expectRefused(await byRedirect(request({ subject: '' })), 'saml-schema')
    await expectRefused(await byRedirect(request().replace(nameIdXml(part.nameId), '$&$&')), 'saml-schema')
    await expectRefused(await client.get(`${world.url}/saml/slo`), 'saml-missing-message')
    const both = `${signedRedirectQuery(request())}&SAMLResponse=x`
    await expectRefused(await client.get(`${world.url}/saml/slo?${both}`), 'saml-parameters')
    await expectRefused(
      await byRedirect(request({ subject: encryptedId(nameIdXml(part.nameId), testKey('service').certificate) })),
      'saml-encryption',
    )
  })
  it('ends nothing of another service, nor of another name, format or session, and says no more than that', async () => {
    const others: readonly (readonly [LogoutDraft, string])[] = [
      [{ issuer: OTHER }, 'Success'],
      [{ nameId: 'somebody-else' }, 'Success'],
      [{ sessionIndexes: ['_another'] }, 'Success'],
      [{ nameIdAttributes: ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"' }, 'Success'],
      [{ nameIdAttributes: qualifiers(OTHER) }, 'UnknownPrincipal'],
      [{ nameIdAttributes: qualifiers(SERVICE, 'https://anderes-konto.example') }, 'UnknownPrincipal'],
    ]
    for (const [draft, status] of others) {
      const key = testKey(draft.issuer === OTHER ? 'serviceNext' : 'service')
      expect(await answered(await byRedirect(request(draft), key)), JSON.stringify(draft)).to.contain(
        `status:${status}`,
      )
      expect(await isSignedIn(), JSON.stringify(draft)).to.equal(true)
    }
  })
  it('is no answer to what was never asked, or asked of another', async () => {
    const answer = (draft: Parameters<typeof logoutResponse>[1], key = testKey('service')): Promise<WebPage> => {
      const query = signedRedirectQuery(logoutResponse(world.clock.now(), draft), { key })
      return client.get(`${world.url}/saml/slo?${query}`)
    }
    // A query that is signed as a request covers another name: the words of a signature are checked too.
    await expectRefused(await answer({ attributes: { InResponseTo: '_never' } }), 'saml-not-logout')
    const posted = envelopedSigned(logoutResponse(world.clock.now(), { attributes: { InResponseTo: '_never' } }))
    const fields = { SAMLResponse: Buffer.from(posted).toString('base64') }
    await expectRefused(await client.post(`${world.url}/saml/slo`, fields), 'saml-logout-answer')
    const unsigned = { SAMLResponse: Buffer.from(logoutResponse(world.clock.now(), {})).toString('base64') }
    await expectRefused(await client.post(`${world.url}/saml/slo`, unsigned), 'saml-signature-missing')
  })
  it('gets a SOAP fault over the back channel, whatever it is', async () => {
    const signed = envelopedSigned(request({ attributes: { Destination: SLO_SOAP } }))
    const must = '<S:Header><x:Security xmlns:x="urn:x" S:mustUnderstand="1"/></S:Header>'
    const bodies: readonly (readonly [string | Uint8Array, string])[] = [
      ['', 'saml-missing-message'],
      ['no XML', 'saml-not-xml'],
      ['<!DOCTYPE a><a/>', 'saml-not-xml'],
      ['<a/>', 'saml-soap'],
      [signed, 'saml-soap'],
      [inSoap(''), 'saml-soap'],
      [inSoap(signed + signed), 'saml-soap'],
      [inSoap(signed, must), 'saml-soap'],
      [inSoap(request({ attributes: { Destination: SLO_SOAP } })), 'saml-signature-missing'],
      [inSoap(envelopedSigned(request())), 'saml-destination'],
      [inSoap(envelopedSigned(authnRequest())), 'saml-not-logout'],
      [Buffer.from([0xff, 0xfe, 0x00]), 'saml-'],
      ['x'.repeat(300_000), 'payload'],
    ]
    for (const [body, code] of bodies) {
      const { status, text, type } = await bySoap(body)
      expect(status, text).to.equal(500)
      expect(type).to.match(/^text\/xml/)
      expect(text).to.contain('Fault>').and.contain('faultcode>soap:Client<').and.contain(code)
      expect(await isSignedIn(), text).to.equal(true)
    }
  })
  it('reaches those who have no back channel only through a browser: over SOAP that is a partial logout', async () => {
    await world.sessions.change(
      (await world.sessions.find(world.sessionIdOf(secretOf(client)))) ?? expect.fail(),
      (session) => ({
        ...session,
        participations: [...session.participations, { ...part, service: entityId(OTHER), nameKey: 'other' }],
      }),
      () => world.clock.now() + 60_000,
    )
    const answer = await bySoap(inSoap(envelopedSigned(request({ attributes: { Destination: SLO_SOAP } }))))
    expect(answer.text).to.contain('status:PartialLogout')
    expect(await isSignedIn()).to.equal(false)
  })
})
