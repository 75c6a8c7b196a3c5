import { createHash, type KeyObject } from 'node:crypto'
import { verifySignature } from '../crypto/signature-algorithms.js'
import { BrokerError } from '../domain/errors.js'
import type { Instant } from '../domain/instant.js'
import { childrenNamed, elements, textOf, type XmlElement } from '../saml/xml/node.js'
import { parseXml } from '../saml/xml/parse.js'
import { exclusiveCanonical, scopeOf } from './exclusive-canonical.js'
import { checkFreshness } from './freshness.js'
import { idsOf } from './message-ids.js'
import { SOAP_NS } from './namespaces.js'
import { statedSignature, type StatedReference, type StatedSignature } from './signed-parts.js'
import { SoapError } from './soap-error.js'

/** What a signed message says, and nothing that its signature does not cover. */
export interface SignedBody {
  /** The one element inside soap:Body. */
  readonly content: XmlElement
  /**
   * Stands for this message: a digest of its SignedInfo. Not of the signature's value: whoever has one ECDSA signature
   * can make another of it that holds as well.
   */
  readonly signature: string
}

const refuse = (detail: string): never => {
  throw new SoapError('soap-signature', detail)
}

/**
 * Reads a SOAP 1.1 message whose sender's keys are known beforehand; a key in the message counts for nothing. Accepted
 * is one form: one wsse:Security with one Timestamp and one ds:Signature, no other Signature anywhere, no id twice in
 * any spelling, References that cover Body and Timestamp where SOAP and WSS place them (SECURITY 3, 4; WSS 1.0 §8.4).
 * Throws SoapError: `soap-xml`, `soap-shape`, `soap-signature`, `soap-stale`, and `soap-fault` for a signed soap:Fault.
 */
export function readEnvelope(text: string, keys: readonly KeyObject[], now: Instant): SignedBody {
  const envelope = parsed(text)
  const { security, body } = placesOf(envelope)
  const timestamp = only(childrenNamed(security, SOAP_NS.utility, 'Timestamp'), 'Timestamp')
  const signature = only(childrenNamed(security, SOAP_NS.signature, 'Signature'), 'Signature')
  const { ids, signatures } = idsOf(envelope)
  // check: soap-one-signature
  if (signatures !== 1) refuse('there is more than one Signature')
  const stated = statedSignature(signature)
  const scopes = scopesOf(envelope)
  const signedInfo = verifiedSignedInfo(stated, keys, scopes)
  const covered = new Set(stated.references.map((reference) => checkDigest(reference, ids, scopes)))
  // check: soap-nothing-is-referred-to-twice
  if (covered.size !== stated.references.length) refuse('something is referred to twice')
  // check: soap-body-and-timestamp-are-covered
  if (!covered.has(body) || !covered.has(timestamp)) refuse('Body and Timestamp are not both signed')
  // check: soap-timestamp-is-fresh
  checkFreshness(timestamp, now)
  const [content, ...more] = elements(body)
  // check: soap-one-element-in-the-body
  if (!content || more.length > 0) throw new SoapError('soap-shape', 'the Body holds not exactly one element')
  if (content.name === 'Fault' && content.namespace === SOAP_NS.envelope) throw faultOf(content)
  // check: an-answer-is-known-again-by-what-was-signed
  return { content, signature: createHash('sha256').update(signedInfo).digest('base64url') }
}

function parsed(text: string): XmlElement {
  try {
    return parseXml(text, { keepDeclarations: true })
  } catch (cause) {
    if (!(cause instanceof BrokerError)) throw cause
    throw new SoapError('soap-xml', cause.detail ?? 'not well-formed', { cause })
  }
}

/** Header and Body where SOAP 1.1 §4 has them, and the one security header. */
function placesOf(envelope: XmlElement): { readonly security: XmlElement; readonly body: XmlElement } {
  const [header, body, ...more] = elements(envelope)
  const isSoap = (element: XmlElement | undefined, name: string): element is XmlElement =>
    element?.name === name && element.namespace === SOAP_NS.envelope
  if (!isSoap(envelope, 'Envelope') || !isSoap(header, 'Header') || !isSoap(body, 'Body') || more.length > 0) {
    throw new SoapError('soap-shape', 'the message is no SOAP 1.1 envelope with Header and Body')
  }
  return { security: only(childrenNamed(header, SOAP_NS.security, 'Security'), 'Security'), body }
}

function only(found: readonly XmlElement[], name: string): XmlElement {
  const [first, ...more] = found
  // check: soap-one-of-each-in-its-place
  return first && more.length === 0 ? first : refuse(`there is not exactly one ${name} in its place`)
}

type Scopes = ReadonlyMap<XmlElement, ReadonlyMap<string, string>>

/** The namespaces in scope around every element of the message. */
function scopesOf(root: XmlElement): Scopes {
  const scopes = new Map<XmlElement, ReadonlyMap<string, string>>([[root, new Map()]])
  for (const [element, around] of scopes) {
    // A map grows while it is walked: every child is visited in turn.
    for (const child of elements(element)) scopes.set(child, scopeOf(element, around))
  }
  return scopes
}

/** The octets of SignedInfo, once the signature over them holds. */
function verifiedSignedInfo(stated: StatedSignature, keys: readonly KeyObject[], scopes: Scopes): Buffer {
  const { signedInfo, inclusive, signing, value } = stated
  const around = scopes.get(signedInfo) ?? new Map<string, string>()
  const octets = Buffer.from(exclusiveCanonical(signedInfo, { around, inclusive }))
  // check: soap-key-is-pinned
  if (!keys.some((key) => verifySignature(signing, octets, value, key))) refuse('no known key verifies it')
  return octets
}

/** The element that a Reference is to, once its digest holds. */
function checkDigest(
  { id, inclusive, hash, digest }: StatedReference,
  ids: ReadonlyMap<string, XmlElement>,
  scopes: Scopes,
): XmlElement {
  const element = ids.get(id) ?? refuse('a Reference is to nothing in this message')
  const around = scopes.get(element) ?? new Map<string, string>()
  const octets = exclusiveCanonical(element, { around, inclusive })
  // check: soap-digest-holds
  if (!createHash(hash).update(octets).digest().equals(digest)) refuse('what was signed is not this message')
  return element
}

/** soap:Fault tells its code; its text may hold anything and is not kept. */
function faultOf(fault: XmlElement): SoapError {
  const code = elements(fault).find(({ name }) => name === 'faultcode')
  return new SoapError('soap-fault', `the other side answers a fault ${code ? textOf(code).slice(0, 60) : ''}`.trim())
}
