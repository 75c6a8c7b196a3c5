import { sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'
import { keyOptions, RSA_SHA256, signatureAlgorithm } from '../../src/crypto/signature-algorithms.js'
import { testKey, type TestKey } from './saml-keys.js'
import { ACS, SERVICE } from './saml-service.js'

export const SSO = 'https://konto.example/saml/sso'
export const BROKER = 'https://konto.example/saml/metadata'
/** The time of every test that does not say otherwise: 20 November 2026, 12:00:00 UTC. */
export const NOW = Date.UTC(2026, 10, 20, 12)

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'

/** An AuthnRequest as raw text. Attributes set to null are left out; `content` follows the Issuer. */
export interface RequestDraft {
  readonly attributes?: Readonly<Record<string, string | null>>
  /** Text of Issuer, escaped; null: no Issuer at all. */
  readonly issuer?: string | null
  readonly issuerAttributes?: string
  readonly content?: string
}

export function authnRequest({
  attributes = {},
  issuer = SERVICE,
  issuerAttributes = '',
  content = '',
}: RequestDraft = {}): string {
  const all: Readonly<Record<string, string | null>> = {
    ID: '_request-1',
    Version: '2.0',
    IssueInstant: '2026-11-20T12:00:00Z',
    Destination: SSO,
    AssertionConsumerServiceURL: ACS,
    ...attributes,
  }
  const written = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [` ${name}="${value}"`]))
  const sender = issuer === null ? '' : `<saml:Issuer${issuerAttributes}>${issuer}</saml:Issuer>`
  return (
    `<samlp:AuthnRequest xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}"${written.join('')}>` +
    `${sender}${content}</samlp:AuthnRequest>`
  )
}

/** A RequestedAuthnContext with these classes. */
export const authnContext = (comparison: string | null, ...classes: readonly string[]): string => {
  const refs = classes.map((uri) => `<saml:AuthnContextClassRef>${uri}</saml:AuthnContextClassRef>`)
  const attribute = comparison === null ? '' : ` Comparison="${comparison}"`
  return `<samlp:RequestedAuthnContext${attribute}>${refs.join('')}</samlp:RequestedAuthnContext>`
}

/** How SAMLRequest travels in a query: deflated, base64, URL-encoded. */
export const deflated = (xml: string): string => deflateRawSync(Buffer.from(xml)).toString('base64')

/** The raw query of an unsigned redirect. */
export function redirectQuery(xml: string, relayState?: string): string {
  const state = relayState === undefined ? '' : `&RelayState=${encodeURIComponent(relayState)}`
  return `SAMLRequest=${encodeURIComponent(deflated(xml))}${state}`
}

export interface RedirectSigning {
  readonly key?: TestKey
  readonly relayState?: string
  readonly algorithm?: string
}

/** The raw query of a signed redirect (saml-bindings §3.4.4.1). */
export function signedRedirectQuery(
  xml: string,
  { key = testKey('service'), relayState, algorithm = RSA_SHA256 }: RedirectSigning = {},
): string {
  const octets = `${redirectQuery(xml, relayState)}&SigAlg=${encodeURIComponent(algorithm)}`
  const allowed = signatureAlgorithm(algorithm)
  const signature = allowed
    ? sign(allowed.hash, Buffer.from(octets), keyOptions(allowed, key.privateKey))
    : sign('sha1', Buffer.from(octets), key.privateKey)
  return `${octets}&Signature=${encodeURIComponent(signature.toString('base64'))}`
}

/** The form fields of an unsigned POST. */
export function postFields(xml: string, relayState?: string): Record<string, string> {
  const fields = { SAMLRequest: Buffer.from(xml).toString('base64') }
  return relayState === undefined ? fields : { ...fields, RelayState: relayState }
}

/** A document with an enveloped signature over its root, after Issuer, as xml-crypto makes it. */
export function envelopedSigned(
  xml: string,
  { key = testKey('service'), algorithm = RSA_SHA256 }: RedirectSigning = {},
): string {
  const signer = new SignedXml({
    privateKey: key.privatePem,
    publicCert: key.certificatePem,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  })
  signer.addReference({
    xpath: '/*',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  })
  return signer.getSignedXml()
}

/** The form fields of a signed POST. */
export const signedPostRequest = (xml: string, signing: RedirectSigning = {}): Record<string, string> =>
  postFields(envelopedSigned(xml, signing), signing.relayState)
