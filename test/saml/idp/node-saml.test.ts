import type { SamlConfig } from '@node-saml/node-saml'
import { expect } from 'chai'
import { loginOf, loginResult, responseXml, samlBroker } from '../../support/saml-broker.js'
import { rejectionMessageOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { nodeSamlForm, nodeSamlPortal, nodeSamlQuery, portalProfile } from '../../support/saml-portal.js'
import { BROKER } from '../../support/saml-requests.js'
import { serviceKey, SERVICE, testService, type ServiceDraft } from '../../support/saml-service.js'

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'
const NAMES = {
  givenName: 'Ḫâlid D’Ôrsay',
  familyName: 'C̨̆ekan-ẞtrauß <&>"\'',
  street: 'a\tb\nc',
  email: 'erika@konto.example',
}

/** As its metadata would say: e-mail NameIDs, this signing key. */
const asMetadataSays: ServiceDraft = { metadata: { nameIdFormats: [EMAIL] } }

const signing: Partial<SamlConfig> = {
  privateKey: testKey('service').privatePem,
  signatureAlgorithm: 'sha256',
  digestAlgorithm: 'sha256',
}

/** A portal's login from its request to what it reads from the answer; time is now, as node-saml asks the clock. */
async function loginAtPortal(config: Partial<SamlConfig>, draft: ServiceDraft = asMetadataSays) {
  const portal = nodeSamlPortal(config)
  const now = Date.now()
  const broker = samlBroker({ services: [testService(draft)], now })
  const received = broker.redirect(await nodeSamlQuery(portal, 'ticket-17'))
  expect(received).to.include({ refusal: null, timely: true })
  const { answer } = await broker.messages.success(
    loginOf(received),
    loginResult(NAMES, { authnInstant: now, sessionNotOnOrAfter: now + 60_000 }),
  )
  return { portal, broker, received, answer }
}

describe('a portal of node-saml', () => {
  it('asks by redirect with its defaults and understands the answer, character by character', async () => {
    const { portal, answer, received } = await loginAtPortal({})
    expect(received.requirements).to.deep.include({
      nameId: 'emailAddress',
      requestedLevels: { comparison: 'exact', levels: ['normal'] },
    })
    expect(answer.fields['RelayState']).to.equal('ticket-17')
    const profile = await portalProfile(portal, answer.fields)
    expect(profile).to.include({
      issuer: BROKER,
      nameID: NAMES.email,
      nameIDFormat: EMAIL,
      'urn:oid:2.5.4.42': NAMES.givenName,
      'urn:oid:2.5.4.4': NAMES.familyName,
      'urn:oid:2.5.4.16': NAMES.street,
      'urn:oid:1.2.40.0.10.2.1.1.261.94': 'STORK-QAA-Level-2',
    })
    expect(profile.sessionIndex).to.match(/^_/)
  })

  it('is answered with the class it asked for', async () => {
    const { answer } = await loginAtPortal({})
    expect(responseXml(answer.fields)).to.include('ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>')
  })

  it('signs its redirect, and a stripped signature or another RelayState is noticed', async () => {
    const draft: ServiceDraft = { metadata: { nameIdFormats: [EMAIL], authnRequestsSigned: true } }
    const { broker, portal } = await loginAtPortal(signing, draft)
    const query = await nodeSamlQuery(portal, 'ticket-17')
    expect(() => broker.redirect(query.replace('ticket-17', 'ticket-18'))).to.throw('saml-signature')
    expect(() => broker.redirect(query.replace(/&SigAlg=.*$/, ''))).to.throw('saml-signature-missing')
  })

  it('asks by POST, deflated as it does by default, and plain', async () => {
    for (const skipRequestCompression of [false, true]) {
      const portal = nodeSamlPortal({ authnRequestBinding: 'HTTP-POST', skipRequestCompression })
      const broker = samlBroker({ services: [testService(asMetadataSays)], now: Date.now() })
      const received = broker.post(await nodeSamlForm(portal, 'ticket-17'))
      expect(received).to.include({ refusal: null, timely: true })
      expect(received.reply.relayState).to.equal('ticket-17')
    }
  })

  it('signs its POST, and a changed one is noticed', async () => {
    const portal = nodeSamlPortal({ ...signing, authnRequestBinding: 'HTTP-POST', skipRequestCompression: true })
    const broker = samlBroker({
      services: [testService({ metadata: { nameIdFormats: [EMAIL], authnRequestsSigned: true } })],
      now: Date.now(),
    })
    const fields = await nodeSamlForm(portal, 'ticket-17')
    expect(broker.post(fields).refusal).to.equal(null)
    const xml = Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString()
    const changed = Buffer.from(
      xml.replace('IsPassive="false"', '').replace('<samlp:AuthnRequest', '<samlp:AuthnRequest ForceAuthn="true"'),
    )
    expect(() => broker.post({ SAMLRequest: changed.toString('base64') })).to.throw('saml-signature')
  })

  it('opens an encrypted assertion', async () => {
    const config = { decryptionPvk: testKey('serviceEncryption').privatePem }
    const keys = [serviceKey('serviceEncryption', 'encryption')]
    const { portal, answer } = await loginAtPortal(config, { metadata: { nameIdFormats: [EMAIL], keys } })
    expect(responseXml(answer.fields)).to.include('EncryptedAssertion').and.not.include(NAMES.email)
    expect(await portalProfile(portal, answer.fields)).to.include({
      nameID: NAMES.email,
      'urn:oid:2.5.4.4': NAMES.familyName,
    })
  })

  it('reads a persistent NameID with both its qualifiers', async () => {
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
    const { portal, answer } = await loginAtPortal({ identifierFormat: persistent })
    expect(await portalProfile(portal, answer.fields)).to.include({
      nameIDFormat: persistent,
      nameQualifier: BROKER,
      spNameQualifier: SERVICE,
    })
  })

  it('is told a status, signed', async () => {
    const { portal, broker, received } = await loginAtPortal({})
    const { fields } = await broker.messages.failure(loginOf(received), 'authn-failed')
    const told = await rejectionMessageOf(portal.validatePostResponseAsync({ ...fields }))
    expect(told).to.include('Responder').and.include('cancelled')
  })

  it('sees that nobody logged in when it asked passively', async () => {
    const { portal, broker, received } = await loginAtPortal({ passive: true })
    expect(received.requirements.isPassive).to.equal(true)
    const { fields } = await broker.messages.failure(loginOf(received), 'no-passive')
    expect((await portal.validatePostResponseAsync({ ...fields })).profile).to.equal(null)
  })

  it('refuses an answer that somebody changed', async () => {
    const { portal, answer } = await loginAtPortal({})
    const changed = responseXml(answer.fields).replace('STORK-QAA-Level-2', 'STORK-QAA-Level-4')
    const SAMLResponse = Buffer.from(changed).toString('base64')
    expect(await rejectionMessageOf(portal.validatePostResponseAsync({ SAMLResponse }))).to.include('Invalid')
  })
})
