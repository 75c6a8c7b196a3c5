import type { SamlConfig } from '@node-saml/node-saml'
import { expect } from 'chai'
import { methodId } from '../../../../src/domain/ids.js'
import {
  AKDB,
  akdbService,
  BPK2,
  CLASSIC_UI,
  FAMILY_NAME,
  GIVEN_NAME,
  LEVEL,
  MFA,
  PROVED_BY,
  VERSION,
} from '../../../support/akdb-requests.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../../support/saml-broker.js'
import { rejectionMessageOf } from '../../../support/saml-errors.js'
import { testKey } from '../../../support/saml-keys.js'
import { nodeSamlForm, nodeSamlPortal, nodeSamlQuery, portalProfile } from '../../../support/saml-portal.js'
import { BROKER } from '../../../support/saml-requests.js'
import { SERVICE, type ServiceDraft } from '../../../support/saml-service.js'

const wanted = (name: string, required = 'false') => ({ '@Name': name, '@RequiredAttribute': required })

/** The extension as a TypeScript portal for BundID writes it, blanks in names included. */
const EXTENSION = {
  'akdb:AuthenticationRequest': {
    '@xmlns:akdb': AKDB,
    '@EnableStatusDetail': 'true',
    '@Version': '2',
    'akdb:AuthnMethods': {
      'akdb:Benutzername': { 'akdb:Enabled': true },
      'akdb:eID': { 'akdb:Enabled': true },
    },
    'akdb:RequestedAttributes': {
      'akdb:RequestedAttribute': [
        wanted(BPK2, 'true'),
        wanted(GIVEN_NAME, 'true'),
        wanted(FAMILY_NAME, 'true'),
        wanted('urn:oid: 1.2.40.0.10.2.1.1.261.94'),
        wanted(`${VERSION} `),
        wanted(PROVED_BY),
        wanted(MFA),
      ],
    },
    'akdb:DisplayInformation': {
      'classic-ui:Version': {
        '@xmlns:classic-ui': CLASSIC_UI,
        'classic-ui:OrganizationDisplayName': 'Onlinedienste der Stadt',
        'classic-ui:Lang': 'de',
        'classic-ui:BackURL': 'https://portal.aachen.example/start',
        'classic-ui:OnlineServiceId': 'BMI-X0000',
      },
    },
  },
}

const PORTAL: Partial<SamlConfig> = {
  privateKey: testKey('service').privatePem,
  signatureAlgorithm: 'sha256',
  digestAlgorithm: 'sha256',
  decryptionPvk: testKey('serviceEncryption').privatePem,
  identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  authnContext: ['STORK-QAA-Level-3'],
  racComparison: 'minimum',
  samlAuthnRequestExtensions: EXTENSION,
}

async function atPortal(config: Partial<SamlConfig> = {}, draft: ServiceDraft = {}) {
  const portal = nodeSamlPortal({ ...PORTAL, ...config })
  const now = Date.now()
  const broker = samlBroker({ services: [akdbService(draft)], now })
  return { portal, broker, now }
}

describe('a portal of node-saml that was built for BundID', () => {
  it('is understood by redirect, and verifies, decrypts and reads the answer', async () => {
    const { portal, broker, now } = await atPortal()
    const received = broker.redirect(await nodeSamlQuery(portal, 'ticket-17'))
    expect(received).to.include({ refusal: null, timely: true })
    expect(received.requirements).to.deep.include({
      attributes: { required: ['givenName', 'familyName'], optional: [] },
      allowedMethods: ['eid', 'password'],
      serviceNames: { de: 'Onlinedienste der Stadt' },
      backUrl: 'https://portal.aachen.example/start',
      requestedLevels: { comparison: 'minimum', levels: ['substantiell'] },
    })
    const rest = { method: methodId('eid'), level: 'hoch', twoFactors: true, authnInstant: now } as const
    const { answer } = await broker.messages.success(
      loginOf(received),
      loginResult({ givenName: 'Erika', familyName: 'Mustermann' }, { ...rest, sessionNotOnOrAfter: now + 60_000 }),
    )
    expect(responseXml(answer.fields)).to.include('EncryptedAssertion').and.not.include('Mustermann')
    const profile = await portalProfile(portal, answer.fields)
    expect(profile).to.include({
      issuer: BROKER,
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      nameQualifier: BROKER,
      spNameQualifier: SERVICE,
      [GIVEN_NAME]: 'Erika',
      [FAMILY_NAME]: 'Mustermann',
      [LEVEL]: 'STORK-QAA-Level-4',
      [BPK2]: `pseudonym-of-erika-in-${SERVICE}`,
      [VERSION]: '2020.2.1',
      [PROVED_BY]: 'eID',
      [MFA]: 'true',
    })
    const assertion = String(profile.getAssertionXml?.())
    expect(assertion).to.include('<saml:AuthnContextClassRef>STORK-QAA-Level-4</saml:AuthnContextClassRef>')
    expect(assertion).to.match(/FriendlyName="surname"[^>]*akdb:TrustLevel="UNTERGEORDNET"/)
    expect(assertion).to.match(/FriendlyName="bPK2"[^>]*akdb:TrustLevel="HOCH"/)
  })

  it('is understood by POST', async () => {
    const { portal, broker } = await atPortal({ authnRequestBinding: 'HTTP-POST', skipRequestCompression: true })
    const received = broker.post(await nodeSamlForm(portal, 'ticket-17'))
    expect(received.refusal).to.equal(null)
    expect(received.requirements.attributes.required).to.deep.equal(['givenName', 'familyName'])
  })

  it('is answered under RSA-PSS where that is set', async () => {
    const PSS = 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
    const { portal, broker } = await atPortal({}, { settings: { signatureAlgorithm: PSS } })
    const received = broker.redirect(await nodeSamlQuery(portal, 'ticket-17'))
    const { answer } = await broker.messages.success(
      loginOf(received),
      loginResult({ givenName: 'Erika' }, { level: 'substantiell' }),
    )
    expect(responseXml(answer.fields)).to.include(`SignatureMethod Algorithm="${PSS}"`)
  })

  it('is told what it required and does not get', async () => {
    const { portal, broker } = await atPortal({}, { settings: { requiredAttributes: [], optionalAttributes: [] } })
    const received = broker.redirect(await nodeSamlQuery(portal, 'ticket-17'))
    expect(received.refusal).to.equal('akdb-attributes-missing')
    const { fields } = await broker.messages.failure(loginOf(received), 'akdb-attributes-missing')
    expect(responseXml(fields)).to.include('IDP_REQUIRED_ATTRIBUTES_MISSING')
    expect(await rejectionMessageOf(portal.validatePostResponseAsync({ ...fields }))).to.include('RequestDenied')
  })
})
