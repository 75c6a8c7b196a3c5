import { createHash } from 'node:crypto'
import type { Instant } from '../domain/instant.js'
import { seconds } from '../domain/instant.js'
import { element, text, type CanonicalXml } from '../saml/xml/canonical-writer.js'
import { EXCLUSIVE_C14N } from '../saml/xml/canonicalization-method.js'
import { SHA256 } from '../saml/xml/xml-signature.js'
import type { MessageSigner } from './message-signer.js'
import { SOAP_NS } from './namespaces.js'

/** How long a message of ours may be on its way. */
const LIFETIME = seconds(60)
const TIMESTAMP = 'timestamp'
const BODY = 'body'

/**
 * A SOAP 1.1 message with a WS-Security signature over Body and Timestamp (TR-03130-1 §3.5.2; WSS 1.0 §8, §10). All of
 * it is written in canonical form, so what is signed is what is sent. `content` declares its own namespaces.
 */
export function writeEnvelope(content: CanonicalXml, signer: MessageSigner, now: Instant): string {
  const body = element('soapenv:Body', { ...SOAPENV, ...WSU, 'wsu:Id': BODY }, content)
  const timestamp = timestampOf(now)
  const security = element(
    'wsse:Security',
    { 'xmlns:soapenv': SOAP_NS.envelope, 'xmlns:wsse': SOAP_NS.security, 'soapenv:mustUnderstand': '1' },
    timestamp,
    signature([reference(TIMESTAMP, timestamp), reference(BODY, body)], signer),
  )
  return element('soapenv:Envelope', SOAPENV, element('soapenv:Header', {}, security), body)
}

const SOAPENV = { 'xmlns:soapenv': SOAP_NS.envelope } as const
const WSU = { 'xmlns:wsu': SOAP_NS.utility } as const
const DS = { 'xmlns:ds': SOAP_NS.signature } as const

const timestampOf = (now: Instant): CanonicalXml =>
  element(
    'wsu:Timestamp',
    { ...WSU, 'wsu:Id': TIMESTAMP },
    element('wsu:Created', {}, text(new Date(now).toISOString())),
    element('wsu:Expires', {}, text(new Date(now + LIFETIME).toISOString())),
  )

const reference = (id: string, signed: CanonicalXml): CanonicalXml =>
  element(
    'ds:Reference',
    { URI: `#${id}` },
    element('ds:Transforms', {}, element('ds:Transform', { Algorithm: EXCLUSIVE_C14N })),
    element('ds:DigestMethod', { Algorithm: SHA256 }),
    element('ds:DigestValue', {}, text(createHash('sha256').update(signed).digest('base64'))),
  )

function signature(references: readonly CanonicalXml[], signer: MessageSigner): CanonicalXml {
  const info = [
    element('ds:CanonicalizationMethod', { Algorithm: EXCLUSIVE_C14N }),
    element('ds:SignatureMethod', { Algorithm: signer.algorithm }),
    ...references,
  ]
  const octets = Buffer.from(element('ds:SignedInfo', DS, ...info))
  return element(
    'ds:Signature',
    DS,
    element('ds:SignedInfo', {}, ...info),
    element('ds:SignatureValue', {}, text(Buffer.from(signer.sign(octets)).toString('base64'))),
    keyInfo(signer),
  )
}

/** Which certificate it is, not the certificate itself (sp:IncludeToken Never, RequireIssuerSerialReference). */
const keyInfo = ({ issuer, serial }: MessageSigner): CanonicalXml =>
  element(
    'ds:KeyInfo',
    {},
    element(
      'wsse:SecurityTokenReference',
      {},
      element(
        'ds:X509Data',
        {},
        element(
          'ds:X509IssuerSerial',
          {},
          element('ds:X509IssuerName', {}, text(issuer)),
          element('ds:X509SerialNumber', {}, text(serial)),
        ),
      ),
    ),
  )
