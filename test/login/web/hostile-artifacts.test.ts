import { expect } from 'chai'
import {
  ARTIFACT_PLACE,
  artifactIn,
  artifactOf,
  artifactResolve,
  responseIn,
  type ResolveDraft,
} from '../../support/artifact-messages.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { inSoap, logoutRequest } from '../../support/logout-messages.js'
import { testKey, type TestKey } from '../../support/saml-keys.js'
import { envelopedSigned, signedRedirectQuery } from '../../support/saml-requests.js'
import { acs, serviceKey, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'

const ACS = 'https://portal.aachen.example/artifact'
const OTHER = 'https://portal.bonn.example/saml/metadata'
const DISABLED = 'https://portal.coburg.example/saml/metadata'

const byArtifact = { assertionConsumerServices: [acs(ACS, { binding: 'artifact', isDefault: true })] } as const

describe('an ArtifactResolve that is not as it has to be', () => {
  let world: HttpWorld
  /** Of an answer that waits for the service. */
  let artifact: string

  before(async () => {
    world = await httpWorld({
      services: [
        testService({ metadata: byArtifact }),
        testService({ entityId: OTHER, metadata: { ...byArtifact, keys: [serviceKey('serviceNext')] } }),
        testService({ entityId: DISABLED, active: false, metadata: { keys: [serviceKey('serviceNext')] } }),
      ],
    })
  })
  beforeEach(async () => {
    artifact = await answered()
  })
  after(() => world.stop())

  /** Of a status that needs no citizen: IsPassive, and nobody is logged in. */
  const answered = async (): Promise<string> => {
    const attributes = { IsPassive: 'true', AssertionConsumerServiceURL: ACS }
    return artifactIn(await createWebClient().get(world.requestUrl({ attributes }))).artifact
  }
  interface Answer {
    readonly status: number
    readonly text: string
    readonly type: string
    /** What was counted of it, and what was logged. */
    readonly counted: readonly string[]
    readonly logged: string
  }
  const post = async (body: string | Uint8Array): Promise<Answer> => {
    const [counts, lines] = [world.codes.length, world.log.length]
    const answer = await fetch(`${world.url}/saml/artifact`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'content-type': 'text/xml' },
    })
    const [text, type] = [await answer.text(), answer.headers.get('content-type') ?? '']
    const counted = world.codes.slice(counts)
    return { status: answer.status, text, type, counted, logged: world.log.slice(lines).join('\n') }
  }
  const resolve = (draft: ResolveDraft = {}, key: TestKey = testKey('service'), of = artifact): Promise<Answer> =>
    post(inSoap(envelopedSigned(artifactResolve(world.clock.now(), of, draft), { key })))
  const asOther = (of = artifact): Promise<Answer> => resolve({ issuer: OTHER }, testKey('serviceNext'), of)

  /** A document with Success and no message: nobody can tell why. */
  const expectEmpty = ({ status, text, type, counted, logged }: Answer, outcome: string): void => {
    expect(status, text).to.equal(200)
    expect(type).to.match(/^text\/xml/)
    expect(text).to.contain('ArtifactResponse').and.contain('status:Success').and.contain('<ds:SignatureValue>')
    expect(responseIn(text)).to.equal(null)
    expect(counted).to.deep.equal([outcome])
    expect(logged)
      .to.match(/^artifact\.resolved/m)
      .and.contain(`"result":"${outcome}"`)
  }
  const expectFault = ({ status, text, type, counted, logged }: Answer, code: string): void => {
    expect(status, text).to.equal(500)
    expect(type).to.match(/^text\/xml/)
    expect(text).to.contain('Fault>').and.contain('faultcode>soap:Client<').and.contain(code)
    expect(counted).to.deep.equal([code])
    expect(logged)
      .to.match(/^request\.refused/m)
      .and.contain(`"code":"${code}"`)
  }
  /** Whatever was tried, the service that it was made for gets it. */
  const expectStillThere = async (): Promise<void> => {
    const { text, counted } = await resolve()
    expect(responseIn(text), text).to.contain('status:NoPassive')
    expect(counted).to.deep.equal(['resolved'])
  }

  it('would get the answer, were it right: with a Destination or without', async () => {
    await expectStillThere()
    artifact = await answered()
    const { text } = await resolve({ attributes: { Destination: null } })
    expect(responseIn(text)).to.contain('status:NoPassive')
  })
  it('gets nothing of another service, which then has its answer all the same, and cannot tell that there is one', async () => {
    const [known, unknown] = [await asOther(), await asOther(artifactOf())]
    expectEmpty(known, 'of-another-service')
    expect(unknown.counted).to.deep.equal(['unknown'])
    const plain = ({ text }: Answer): string =>
      text
        .replace(/(ID|InResponseTo|IssueInstant)="[^"]*"|URI="[^"]*"/g, '')
        .replace(/<ds:(DigestValue|SignatureValue)>[^<]*/g, '')
    expect(plain(known)).to.equal(plain(unknown))
    await expectStillThere()
    expectEmpty(await asOther(), 'of-another-service')
  })
  it('gets it once, also where two ask at the same time, and within a minute', async () => {
    const both = await Promise.all([resolve(), resolve()])
    expect(both.map(({ text }) => responseIn(text) !== null).filter(Boolean)).to.have.length(1)
    expectEmpty(await resolve(), 'used')
    artifact = await answered()
    world.clock.pass(59_000)
    await expectStillThere()
    artifact = await answered()
    world.clock.pass(60_000)
    expectEmpty(await resolve(), 'unknown')
  })
  it('gets nothing for what is no artifact of ours in each of its parts', async () => {
    expectEmpty(await resolve({}, testKey('service'), artifactOf()), 'unknown')
    const wrong = [
      '',
      'AAQ=',
      'no artifact',
      `${artifact}AAAA`,
      artifact.slice(4),
      artifact.replace(/.$/, ''),
      artifactOf({ type: [0, 1] }),
      artifactOf({ index: [0, 1] }),
      artifactOf({ source: 'https://anderes-konto.example' }),
      artifactOf({ handle: Buffer.alloc(19) }),
      '../../etc/passwd',
      '\u00e4'.repeat(60),
    ]
    for (const each of wrong) expectEmpty(await resolve({}, testKey('service'), each), 'malformed')
    const bytes = Buffer.from(artifact, 'base64')
    const source = Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(20), bytes.subarray(24)]).toString('base64')
    expectEmpty(await resolve({}, testKey('service'), source), 'malformed')
    const index = Buffer.concat([bytes.subarray(0, 2), Buffer.from([0, 1]), bytes.subarray(4)]).toString('base64')
    expectEmpty(await resolve({}, testKey('service'), index), 'malformed')
    await expectStillThere()
  })
  it('gets a fault without a signature, with a stranger’s or another service’s, and where what was signed is changed', async () => {
    const now = world.clock.now()
    expectFault(await post(inSoap(artifactResolve(now, artifact))), 'saml-signature-missing')
    for (const name of ['stranger', 'serviceNext'] as const) {
      expectFault(await resolve({}, testKey(name)), 'saml-signature')
    }
    expectFault(await resolve({ issuer: OTHER }), 'saml-signature')
    const changed = envelopedSigned(artifactResolve(now, artifactOf())).replace(artifactOf(), artifact)
    expectFault(await post(inSoap(changed)), 'saml-signature')
    const wrapped = envelopedSigned(artifactResolve(now, artifactOf()))
    const around = artifactResolve(now, artifact, {
      content: `<samlp:Extensions>${wrapped}</samlp:Extensions><samlp:Artifact>${artifact}</samlp:Artifact>`,
    })
    expect((await post(inSoap(around))).text).to.match(/saml-(signature|schema)/)
    await expectStillThere()
  })
  it('gets a fault from nobody who is registered, a service that is switched off, for another place, of another time, and twice', async () => {
    expectFault(await resolve({ issuer: 'https://nobody.example' }), 'saml-unknown-service')
    expectFault(await resolve({ issuer: DISABLED }, testKey('serviceNext')), 'saml-service-disabled')
    for (const Destination of ['https://konto.example/saml/slo/soap', `${ARTIFACT_PLACE}/`, '']) {
      expectFault(await resolve({ attributes: { Destination } }), 'saml-destination')
    }
    for (const hours of [-1, 1]) {
      const IssueInstant = new Date(world.clock.now() + hours * 3_600_000).toISOString()
      expectFault(await resolve({ attributes: { IssueInstant } }), 'saml-too-old')
    }
    const once = inSoap(envelopedSigned(artifactResolve(world.clock.now(), artifactOf())))
    expectEmpty(await post(once), 'unknown')
    expectFault(await post(once), 'saml-replay')
    await expectStillThere()
  })
  it('gets a fault where it is no such message, holds two, breaks the schema, or is no SOAP', async () => {
    const now = world.clock.now()
    const signed = envelopedSigned(artifactResolve(now, artifact))
    const entity = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`
    const must = '<S:Header><x:Security xmlns:x="urn:x" S:mustUnderstand="1"/></S:Header>'
    const bodies: readonly (readonly [string | Uint8Array, string])[] = [
      ['', 'saml-missing-message'],
      ['no XML', 'saml-not-xml'],
      [entity + inSoap(signed).replace(/^<\?xml[^>]*>/, ''), 'saml-not-xml'],
      [inSoap(signed).replace(artifact, '&e;'), 'saml-not-xml'],
      [signed, 'saml-soap'],
      [inSoap(''), 'saml-soap'],
      [inSoap(signed + signed), 'saml-soap'],
      [inSoap(signed, must), 'saml-soap'],
      [inSoap(envelopedSigned(logoutRequest(now, {}))), 'saml-not-artifact-resolve'],
      [inSoap(envelopedSigned(artifactResolve(now, '', { content: '' }))), 'saml-schema'],
      [
        inSoap(
          envelopedSigned(
            artifactResolve(now, '', { content: `<samlp:Artifact>${artifact}</samlp:Artifact>`.repeat(2) }),
          ),
        ),
        'saml-schema',
      ],
      ['x'.repeat(300_000), 'payload'],
    ]
    for (const [body, code] of bodies) expectFault(await post(body), code)
    const { status, text } = await fetch(`${world.url}/saml/artifact`).then(async (got) => ({
      status: got.status,
      text: await got.text(),
    }))
    expect(status, text).to.be.within(400, 499)
    await expectStillThere()
  })
  it('is no request for a login, nor is an artifact', async () => {
    const client = createWebClient()
    const asRequest = `${world.url}/saml/sso?${signedRedirectQuery(artifactResolve(world.clock.now(), artifact))}`
    const codeOf = async (page: Promise<{ status: number; text: string }>): Promise<string | undefined> => {
      const { status, text } = await page
      expect(status, text).to.equal(400)
      return world.codes.at(-1)
    }
    expect(await codeOf(client.get(asRequest))).to.equal('saml-not-authn-request')
    const sent = { SAMLart: artifactOf({ source: 'https://portal.aachen.example/saml/metadata' }), RelayState: 'x' }
    const query = new URLSearchParams(sent).toString()
    for (const path of ['/saml/sso', '/saml/slo']) {
      expect(await codeOf(client.get(`${world.url}${path}?${query}`))).to.equal('saml-artifact-request')
      expect(await codeOf(client.post(`${world.url}${path}`, sent))).to.equal('saml-artifact-request')
    }
    const page = await client.get(`${world.url}/saml/sso?${query}`)
    expect(page.textOf('[data-testid="error"]')).to.contain('auf einem Weg')
    expect(await codeOf(client.get(`${world.url}/saml/sso?SAMLRequest=x&${query}`))).to.equal('saml-parameters')
    await expectStillThere()
  })
})
