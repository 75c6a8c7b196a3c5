import { createHash, type KeyObject } from 'node:crypto'
import { verifySignature } from '../crypto/signature-algorithms.js'
import type { Instant } from '../domain/instant.js'
import { canonicalForm, scopeOf, type Scope } from '../saml/xml/canonical-form.js'
import { childNamed, elements, isText, onlyOne, textOf, type XmlElement } from '../saml/xml/node.js'
import { parseXml } from '../saml/xml/parse.js'
import { checkFreshness } from './freshness.js'
import { idsOf } from './message-ids.js'
import { SOAP_NS } from './namespaces.js'
import { statedSignature, type StatedReference, type StatedSignature } from './signed-parts.js'
import { refuseSignature, SoapError } from './soap-error.js'
import { soapRule } from './soap-rule.js'

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

/**
 * Reads a SOAP 1.1 message whose sender's keys are known beforehand; a key in the message counts for nothing. Accepted
 * is one form: one wsse:Security with one Timestamp and one ds:Signature, no other Signature anywhere, no id twice in
 * any spelling, References that cover Body and Timestamp where SOAP and WSS place them (SECURITY 3, 4; WSS 1.0 §8.4).
 * Throws SoapError: `soap-xml`, `soap-shape`, `soap-signature`, `soap-stale`, and `soap-fault` for a signed soap:Fault.
 */
export function readEnvelope(text: string, keys: readonly KeyObject[], now: Instant): SignedBody {
  const envelope = soapRule('soap-xml', () => parseXml(text, { lossless: true }))
  const { security, body } = placesOf(envelope)
  const timestamp = childOf(security, SOAP_NS.utility, 'Timestamp')
  const signature = childOf(security, SOAP_NS.signature, 'Signature')
  const { ids, signatures } = idsOf(envelope)
  // check: soap-one-signature
  if (signatures !== 1) refuseSignature('there is more than one Signature')
  const stated = statedSignature(signature)
  const scopes = scopesOf(envelope)
  const signedInfo = verifiedSignedInfo(stated, keys, scopes)
  const covered = new Set(stated.references.map((reference) => checkDigest(reference, ids, scopes)))
  // check: soap-nothing-is-referred-to-twice
  if (covered.size !== stated.references.length) refuseSignature('something is referred to twice')
  // check: soap-body-and-timestamp-are-covered
  if (!covered.has(body) || !covered.has(timestamp)) refuseSignature('Body and Timestamp are not both signed')
  // check: soap-timestamp-is-fresh
  checkFreshness(timestamp, now)
  const [content, ...more] = elements(body)
  // check: soap-one-element-in-the-body
  if (!content || more.length > 0) throw new SoapError('soap-shape', 'the Body holds not exactly one element')
  if (content.name === 'Fault' && content.namespace === SOAP_NS.envelope) throw faultOf(content)
  // check: an-answer-is-known-again-by-what-was-signed
  return { content, signature: createHash('sha256').update(signedInfo).digest('base64url') }
}

/** Header and Body where SOAP 1.1 §4 has them, and the one security header. */
function placesOf(envelope: XmlElement): { readonly security: XmlElement; readonly body: XmlElement } {
  const [header, body, ...more] = elements(envelope)
  const isSoap = (element: XmlElement | undefined, name: string): element is XmlElement =>
    element?.name === name && element.namespace === SOAP_NS.envelope
  if (!isSoap(envelope, 'Envelope') || !isSoap(header, 'Header') || !isSoap(body, 'Body') || more.length > 0) {
    throw new SoapError('soap-shape', 'the message is no SOAP 1.1 envelope with Header and Body')
  }
  return { security: childOf(header, SOAP_NS.security, 'Security'), body }
}

/** The one child of this name; none, or two, refuse the message. */
const childOf = (parent: XmlElement, namespace: string, name: string): XmlElement =>
  // check: soap-one-of-each-in-its-place
  soapRule('soap-signature', () => childNamed(parent, namespace, name)) ??
  refuseSignature(`there is no ${name} in its place`)

type Scopes = ReadonlyMap<XmlElement, Scope>

/** The namespaces in scope around every element of the message. */
function scopesOf(root: XmlElement): Scopes {
  const scopes = new Map<XmlElement, Scope>([[root, new Map()]])
  for (const [element, around] of scopes) {
    // A map grows while it is walked: every child is visited in turn.
    for (const child of elements(element)) scopes.set(child, scopeOf(element, around))
  }
  return scopes
}

/** The octets of SignedInfo, once the signature over them holds. */
function verifiedSignedInfo(stated: StatedSignature, keys: readonly KeyObject[], scopes: Scopes): Buffer {
  const { signedInfo, method, signing, value } = stated
  const octets = Buffer.from(canonicalForm(signedInfo, method, scopes.get(signedInfo)))
  // check: soap-key-is-pinned
  if (!keys.some((key) => verifySignature(signing, octets, value, key))) refuseSignature('no known key verifies it')
  return octets
}

/** The element that a Reference is to, once its digest holds. */
function checkDigest(
  { id, method, hash, digest }: StatedReference,
  ids: ReadonlyMap<string, XmlElement>,
  scopes: Scopes,
): XmlElement {
  const element = ids.get(id) ?? refuseSignature('a Reference is to nothing in this message')
  const octets = canonicalForm(element, method, scopes.get(element))
  // check: soap-digest-holds
  if (!createHash(hash).update(octets).digest().equals(digest)) refuseSignature('what was signed is not this message')
  return element
}

/** soap:Fault tells its code (SOAP 1.1 §4.4, unqualified); its text may hold anything and is not kept. */
function faultOf(fault: XmlElement): SoapError {
  const code = soapRule('soap-shape', () => onlyOne(elements(fault).filter(({ name }) => name === 'faultcode')))
  const told = code && isText(code) ? ` ${textOf(code).slice(0, 60)}` : ''
  return new SoapError('soap-fault', `the other side answers a fault${told}`)
}
