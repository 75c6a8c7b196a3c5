import { expect } from 'chai'
import type { LoginResult } from '../../../src/domain/ports/service-messages.js'
import type { SamlUpstream, UpstreamDialect } from '../../../src/domain/upstream.js'
import type { Service, ServiceSettings } from '../../../src/domain/service.js'
import { methodId } from '../../../src/domain/ids.js'
import { UPSTREAM_DEFAULTS } from '../../../src/domain/upstream.js'
import { readIdpMetadata } from '../../../src/saml/metadata/idp-metadata.js'
import { ownMetadata } from '../../../src/saml/metadata/own.js'
import { readServiceMetadata } from '../../../src/saml/metadata/service-metadata.js'
import { NAME_ID_FORMAT } from '../../../src/saml/dialects/name-id-uris.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../support/saml-broker.js'
import { testSigner } from '../../support/saml-keys.js'
import { BROKER, NOW, SSO } from '../../support/saml-requests.js'
import { testService } from '../../support/saml-service.js'
import { spKeys, testQuestion, UPSTREAM_ACS } from '../../support/upstream-idp.js'
import { createUpstreamMessages } from '../../../src/saml/sp/upstream-messages.js'

/** Of the broker that asks; the other one is at BROKER. */
const ASKING = 'https://unser.example'

/** A second broker as the other account: it is imported by its metadata, and the first one is registered there by its own. */
async function twoBrokers(dialect: Exclude<UpstreamDialect, 'oidc'>, settings: Partial<ServiceSettings> = {}) {
  const signer = testSigner()
  const idpXml = await ownMetadata({
    entityId: BROKER,
    ssoLocation: SSO,
    sloLocation: `${SSO}/slo`,
    sloSoapLocation: `${SSO}/slo/soap`,
    artifactLocation: `${SSO}/artifact`,
    keys: [signer.info],
    signer,
    displayNames: { de: 'Nachbarkonto' },
    errorUrl: 'https://konto.example/fehler',
    scope: 'konto.example',
    validUntil: NOW + 86_400_000,
  })
  const reading = { signer: null, now: NOW, allowHttpLoopback: false }
  const { idp } = readIdpMetadata(Buffer.from(idpXml), {
    ...reading,
    ownEntityId: `${ASKING}/saml/metadata`,
    entityId: null,
  })
  const upstream: SamlUpstream = {
    id: 'random',
    name: methodId('nachbar'),
    dialect,
    peer: idp,
    settings: UPSTREAM_DEFAULTS,
    metadata: idpXml,
    source: { from: 'idp.xml', signer: null, importedAt: NOW, lastRefresh: null, trouble: null },
    version: 1,
  }
  const messages = createUpstreamMessages({
    publicUrl: ASKING,
    keys: spKeys(),
    clock: { now: () => NOW },
    displayNames: { de: 'Servicekonto' },
    validForDays: 7,
  })
  const spXml = await messages.metadata(upstream)
  const { entities } = readServiceMetadata(Buffer.from(spXml), { ...reading, ownEntityId: BROKER })
  const [entity] = entities
  if (!entity) return expect.fail('our metadata have nobody in them')
  const service: Service = {
    ...testService({
      entityId: entity.entityId,
      settings: { dialect: dialect === 'akdb' ? 'akdb' : 'saml2int', ...settings },
    }),
    metadata: entity.metadata,
  }
  return { upstream, messages, idp: samlBroker({ services: [service] }) }
}

type Pair = Awaited<ReturnType<typeof twoBrokers>>

/** The login that our question begins at the other broker. */
async function begun({ upstream, messages, idp }: Pair, question = testQuestion()) {
  const leaving = await messages.request(upstream, question)
  const received =
    leaving.kind === 'redirect' ? idp.redirect(new URL(leaving.url).search.slice(1)) : idp.post({ ...leaving.fields })
  return { received, login: loginOf(received) }
}

async function answered(pair: Pair, login: Awaited<ReturnType<typeof begun>>['login'], result: LoginResult) {
  const { answer } = await pair.idp.messages.success(login, result)
  expect(answer.action).to.equal(UPSTREAM_ACS.replace('https://konto.example', ASKING))
  return pair.messages.read(pair.upstream, answer.fields['SAMLResponse'] ?? '')
}

const attributes = { required: ['givenName', 'familyName'], optional: ['birthDate'] } as const

describe('two brokers, one the upstream of the other, in saml2int', () => {
  it('know each other by their metadata', async () => {
    const { upstream } = await twoBrokers('saml2int')
    expect(upstream.peer).to.deep.include({
      entityId: BROKER,
      names: { de: 'Nachbarkonto' },
      wantsSignedRequests: false,
    })
    expect(upstream.peer.sso).to.deep.equal([
      { binding: 'redirect', location: SSO, takesAttributes: true },
      { binding: 'post', location: SSO, takesAttributes: true },
    ])
    expect(upstream.peer.signingKeys).to.have.length(1)
  })

  it('understand question and answer: level, attributes, one time, one person', async () => {
    const pair = await twoBrokers('saml2int')
    const { received, login } = await begun(pair, testQuestion({ level: 'substantiell', forceAuthn: true, attributes }))
    expect(received.refusal).to.equal(null)
    expect(received.requirements).to.deep.include({ forceAuthn: true })
    expect(received.requirements.attributes).to.deep.include({
      required: ['givenName', 'familyName'],
      optional: ['birthDate'],
    })
    const released = { givenName: 'Ḫâlid Jürgen D’Ôrsay', familyName: 'C̨̆ekan-ẞtrauß', birthDate: '1964-08' }
    const answer = await answered(pair, login, loginResult(released, { level: 'substantiell' }))
    expect(answer).to.deep.include({
      kind: 'identity',
      inResponseTo: '_asked-1',
      level: 'substantiell',
      isLasting: true,
      leftOut: [],
    })
    if (answer.kind !== 'identity') return
    expect(answer.nameId).to.include({ format: NAME_ID_FORMAT.persistent, nameQualifier: BROKER })
    const texts = Object.fromEntries(Object.entries(answer.attributes).map(([name, { value }]) => [name, value]))
    expect(texts).to.deep.equal(released)
    expect(answer.authnInstant).to.equal(NOW - 30_000)
  })

  it('understand a refusal', async () => {
    const pair = await twoBrokers('saml2int')
    const { login } = await begun(pair)
    for (const [code, why] of Object.entries({
      'authn-failed': 'authn-failed',
      'request-denied': 'request-denied',
      'no-authn-context': 'no-authn-context',
      'no-passive': 'no-passive',
    } as const)) {
      const { fields } = await pair.idp.messages.failure(login, code as 'authn-failed')
      const answer = await pair.messages.read(pair.upstream, fields['SAMLResponse'] ?? '')
      expect(answer).to.deep.equal({ kind: 'refused', inResponseTo: '_asked-1', why })
    }
  })
})

describe('two brokers, one the upstream of the other, in akdb', () => {
  const required = { required: ['givenName', 'familyName'], optional: ['country'] } as const

  it('understand the extension: attributes, name, language, details', async () => {
    const pair = await twoBrokers('akdb')
    const asked = testQuestion({ level: 'hoch', attributes: required, serviceName: 'Bürgerportal', language: 'en' })
    const { received } = await begun(pair, asked)
    expect(received.refusal).to.equal(null)
    expect(received.requirements.attributes).to.deep.include({
      required: [],
      optional: ['givenName', 'familyName', 'country'],
    })
    expect(received.reply.classes).to.deep.equal(['STORK-QAA-Level-4'])
    expect(received.reply.extension?.statusDetail).to.equal(true)
  })

  it('understand the answer: STORK’s level, one for each attribute, and bPK2 for good', async () => {
    const pair = await twoBrokers('akdb')
    const { login } = await begun(pair, testQuestion({ level: 'hoch', attributes: required }))
    const released = { givenName: 'Erika', familyName: 'Mustermann', country: 'DE' }
    const answer = await answered(pair, login, loginResult(released, { level: 'hoch', method: methodId('eid') }))
    if (answer.kind !== 'identity') return expect.fail('nobody is named')
    expect(answer).to.include({ level: 'hoch', isLasting: true })
    expect(answer.nameId).to.include({ format: 'urn:oid:1.3.6.1.4.1.25484.494450.3' })
    expect(answer.nameId.value).to.include('pseudonym-of-erika')
    // The other broker lists lasting NameIDs, so one is asked for; who it is bPK2 says all the same.
    expect(answer.sessionNameId.format).to.equal(NAME_ID_FORMAT.persistent)
    expect(answer.attributes).to.deep.equal({
      givenName: { value: 'Erika', level: 'basis' },
      familyName: { value: 'Mustermann', level: 'basis' },
      country: { value: 'DE', level: 'basis' },
    })
  })

  it('understand RSA-PSS with MGF1, as BundID answers', async () => {
    const signatureAlgorithm = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
    const pair = await twoBrokers('akdb', { signatureAlgorithm })
    const { login } = await begun(pair)
    const { answer } = await pair.idp.messages.success(login, loginResult())
    expect(responseXml(answer.fields)).to.include(signatureAlgorithm)
    expect(await pair.messages.read(pair.upstream, answer.fields['SAMLResponse'] ?? '')).to.include({
      kind: 'identity',
    })
  })

  it('understand a refusal with its details', async () => {
    const pair = await twoBrokers('akdb')
    const { login } = await begun(pair)
    const { fields } = await pair.idp.messages.failure(login, 'akdb-attributes-missing')
    expect(responseXml(fields)).to.include('IDP_REQUIRED_ATTRIBUTES_MISSING')
    const answer = await pair.messages.read(pair.upstream, fields['SAMLResponse'] ?? '')
    expect(answer).to.deep.include({ kind: 'refused', why: 'request-denied' })
  })
})

describe('two brokers, one the upstream of the other, in fink', () => {
  it('understand each other, as what we announce is signed and encrypted', async () => {
    const pair = await twoBrokers('fink')
    const { received, login } = await begun(pair, testQuestion({ attributes }))
    expect(received.requirements).to.deep.include({ forceAuthn: true })
    expect(await answered(pair, login, loginResult({ givenName: 'Erika' }))).to.deep.include({
      kind: 'identity',
      attributes: { givenName: { value: 'Erika', level: null } },
    })
  })
})
