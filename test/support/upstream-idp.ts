import { SignedXml } from 'xml-crypto'
import { methodId, entityId } from '../../src/domain/ids.js'
import type { UpstreamAnswer, UpstreamMessages, UpstreamQuestion } from '../../src/domain/ports/upstream-messages.js'
import type { Decrypter, SigningKeys } from '../../src/domain/ports/signing-keys.js'
import {
  UPSTREAM_DEFAULTS,
  type SamlUpstream,
  type UpstreamIdp,
  type UpstreamSettings,
} from '../../src/domain/upstream.js'
import { createDecrypter } from '../../src/crypto/key-ring.js'
import { createUpstreamMessages } from '../../src/saml/sp/upstream-messages.js'
import { RSA_SHA256 } from '../../src/crypto/signature-algorithms.js'
import { encryptElement } from '../../src/saml/xml/encrypt.js'
import type { CanonicalXml } from '../../src/saml/xml/canonical-writer.js'
import {
  contentEncryption,
  keyTransport,
  AES_256_GCM,
  RSA_OAEP_MGF1P,
} from '../../src/saml/xml/encryption-algorithms.js'
import { testKey, testSigner, testSigningKeys, type TestKey } from './saml-keys.js'
import { NOW } from './saml-requests.js'

export const PUBLIC_URL = 'https://konto.example'
export const UPSTREAM = 'https://idp.nachbar.example/metadata'
export const SP = `${PUBLIC_URL}/saml/upstream/nachbar/metadata`
export const UPSTREAM_ACS = `${PUBLIC_URL}/saml/upstream/nachbar/acs`
export const UPSTREAM_SSO = 'https://idp.nachbar.example/sso'

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

/** What a test says of an upstream; everything else is as imported. */
export interface UpstreamDraft {
  readonly dialect?: SamlUpstream['dialect']
  readonly peer?: Partial<UpstreamIdp>
  readonly settings?: Partial<UpstreamSettings>
}

export const spkiPem = ({ publicKey }: Pick<TestKey, 'publicKey'>): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** An upstream named `nachbar`, which signs with the key `service`. */
export const testUpstream = ({ dialect = 'saml2int', peer, settings }: UpstreamDraft = {}): SamlUpstream => ({
  id: 'random-id',
  name: methodId('nachbar'),
  dialect,
  peer: {
    kind: 'saml',
    entityId: entityId(UPSTREAM),
    signingKeys: [spkiPem(testKey('service'))],
    encryptionKeys: [],
    sso: [{ binding: 'redirect', location: UPSTREAM_SSO }],
    slo: [],
    names: { de: 'Konto der Nachbarstadt' },
    wantsSignedRequests: false,
    nameIdFormats: [],
    validUntil: null,
    ...peer,
  },
  settings: { ...UPSTREAM_DEFAULTS, ...settings },
  metadata: null,
  source: { from: 'test', signer: null, importedAt: 0, lastRefresh: null, trouble: null },
  version: 1,
})

/** The broker's keys, with one that messages to it are encrypted to. */
export function spKeys(): SigningKeys {
  const keys = testSigningKeys()
  const { info } = testSigner()
  const { certificate, privateKey } = testKey('serviceEncryption')
  const encryption = { ...info, id: 'encryption', use: 'encryption', certificate } as const
  const decrypter: Decrypter = createDecrypter(encryption, privateKey)
  return { ...keys, announced: () => [info, encryption], decrypters: () => [decrypter] }
}

export const upstreamMessages = (now = NOW, keys = spKeys()): UpstreamMessages =>
  createUpstreamMessages({
    publicUrl: PUBLIC_URL,
    keys,
    clock: { now: () => now },
    displayNames: { de: 'Servicekonto' },
    validForDays: 7,
  })

export const testQuestion = (rest: Partial<UpstreamQuestion> = {}): UpstreamQuestion => ({
  requestId: '_asked-1',
  relayState: 'login-1',
  level: 'normal',
  forceAuthn: false,
  isPassive: false,
  attributes: { required: [], optional: [] },
  proxyCount: null,
  serviceName: null,
  language: 'de',
  ...rest,
})

/** Attributes of an element; null leaves one out. */
type Attributes = Readonly<Record<string, string | null>>

/** An assertion as raw text; a test can replace each part. */
export interface AssertionDraft {
  readonly attributes?: Attributes
  readonly issuer?: string
  readonly nameId?: string
  readonly confirmation?: string
  /** Of SubjectConfirmationData. */
  readonly data?: Attributes
  readonly conditions?: string
  readonly statement?: string
  /** Content of the AttributeStatement. */
  readonly values?: string
  /** Behind everything else. */
  readonly rest?: string
}

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${value}"`]))
    .join('')

export const issuerElement = (name = UPSTREAM, attributes = ''): string =>
  `<saml:Issuer${attributes}>${name}</saml:Issuer>`

export const nameIdElement = (value = 'erika-4711', attributes = ` Format="${PERSISTENT}"`): string =>
  `<saml:NameID${attributes}>${value}</saml:NameID>`

export const confirmationData = (attributes: Attributes = {}, inside = ''): string =>
  `<saml:SubjectConfirmationData${written({
    InResponseTo: '_asked-1',
    NotOnOrAfter: '2026-11-20T12:05:00Z',
    Recipient: UPSTREAM_ACS,
    ...attributes,
  })}>${inside}</saml:SubjectConfirmationData>`

export const audience = (...names: readonly string[]): string =>
  `<saml:AudienceRestriction>${names.map((name) => `<saml:Audience>${name}</saml:Audience>`).join('')}</saml:AudienceRestriction>`

export const conditionsElement = (inside = audience(SP), attributes: Attributes = {}): string =>
  `<saml:Conditions${written({ NotBefore: '2026-11-20T11:59:00Z', NotOnOrAfter: '2026-11-20T12:05:00Z', ...attributes })}>${inside}</saml:Conditions>`

export const authnStatement = (
  classRef = 'http://eidas.europa.eu/LoA/low',
  attributes: Attributes = {},
  authorities: readonly string[] = [],
): string =>
  `<saml:AuthnStatement${written({ AuthnInstant: '2026-11-20T11:59:30Z', SessionIndex: '_session-1', ...attributes })}>` +
  `<saml:AuthnContext><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef>${authorities
    .map((each) => `<saml:AuthenticatingAuthority>${each}</saml:AuthenticatingAuthority>`)
    .join('')}</saml:AuthnContext></saml:AuthnStatement>`

/** An Attribute with these values, each as raw XML. */
export const attributeElement = (name: string, values: readonly string[], attributes = ''): string =>
  `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"${attributes}>` +
  `${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`

export function assertionXml(draft: AssertionDraft = {}): string {
  const attributes = { ID: '_assertion-1', IssueInstant: '2026-11-20T12:00:00Z', Version: '2.0', ...draft.attributes }
  const confirmation =
    draft.confirmation ??
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">${confirmationData(draft.data)}</saml:SubjectConfirmation>`
  const values = draft.values ? `<saml:AttributeStatement>${draft.values}</saml:AttributeStatement>` : ''
  return (
    `<saml:Assertion xmlns:saml="${ASSERTION}"${written(attributes)}>${draft.issuer ?? issuerElement()}` +
    `<saml:Subject>${draft.nameId ?? nameIdElement()}${confirmation}</saml:Subject>` +
    `${draft.conditions ?? conditionsElement()}${draft.statement ?? authnStatement()}${values}${draft.rest ?? ''}</saml:Assertion>`
  )
}

/** A Response as raw text. */
export interface ResponseDraft {
  readonly attributes?: Attributes
  readonly issuer?: string
  /** Top-level and second-level code, without their prefix. */
  readonly status?: readonly [top: string, second?: string]
  /** Behind the Issuer. */
  readonly extensions?: string
  /** Behind the Status; the assertion as shipped. */
  readonly content?: string
}

export function responseXml({
  attributes,
  issuer,
  status = ['Success'],
  extensions = '',
  content,
}: ResponseDraft = {}): string {
  const all = {
    ID: '_response-1',
    Version: '2.0',
    IssueInstant: '2026-11-20T12:00:00Z',
    Destination: UPSTREAM_ACS,
    InResponseTo: '_asked-1',
    ...attributes,
  }
  const [top, second] = status
  const inner = second === undefined ? '' : `<samlp:StatusCode Value="${STATUS}${second}"/>`
  return (
    `<samlp:Response xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}"${written(all)}>${issuer ?? issuerElement()}${extensions}` +
    `<samlp:Status><samlp:StatusCode Value="${STATUS}${top}">${inner}</samlp:StatusCode></samlp:Status>` +
    `${content ?? assertionXml()}</samlp:Response>`
  )
}

export interface SigningRecipe {
  readonly key?: TestKey
  readonly algorithm?: string
}

/** The document with a signature over its first element of this name, as xml-crypto makes it. */
export function signedAt(
  xml: string,
  element: 'Response' | 'Assertion',
  { key = testKey('service'), algorithm = RSA_SHA256 }: SigningRecipe = {},
): string {
  const signer = new SignedXml({
    privateKey: key.privatePem,
    publicCert: key.certificatePem,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  signer.addReference({
    xpath: `//*[local-name(.)='${element}']`,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `//*[local-name(.)='${element}']/*[local-name(.)='Issuer']`, action: 'after' },
  })
  return signer.getSignedXml()
}

/** `xml` encrypted to the broker, in `wrapper`, as it stands. */
export function sealed(
  xml: string,
  wrapper: 'EncryptedAssertion' | 'EncryptedID' | 'EncryptedAttribute' = 'EncryptedAssertion',
  content = AES_256_GCM,
): string {
  const weak = new Set(['aes256-cbc'] as const)
  const [cipher, transport] = [contentEncryption(content, weak), keyTransport(RSA_OAEP_MGF1P, null, null)]
  if (!cipher || !transport) throw new Error('no such encryption')
  const { publicKey, certificate } = testKey('serviceEncryption')
  const inside = encryptElement(xml as CanonicalXml, { key: publicKey, certificate, content: cipher, transport })
  return `<saml:${wrapper} xmlns:saml="${ASSERTION}">${inside}</saml:${wrapper}>`
}

export const posted = (xml: string): string => Buffer.from(xml).toString('base64')

/** What the broker reads of this document. */
export const readAnswer = (xml: string, draft: UpstreamDraft = {}, now = NOW): Promise<UpstreamAnswer> =>
  upstreamMessages(now).read(testUpstream(draft), posted(xml))

/** A Response with an assertion of this draft, signed under the assertion. */
export const signedAnswer = (
  draft: AssertionDraft = {},
  response: ResponseDraft = {},
  recipe: SigningRecipe = {},
): string => signedAt(responseXml({ content: assertionXml(draft), ...response }), 'Assertion', recipe)
