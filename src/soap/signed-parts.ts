import { signatureAlgorithm, type SignatureAlgorithm } from '../crypto/signature-algorithms.js'
import type { CanonicalMethod } from '../saml/xml/canonical-form.js'
import { exclusiveMethod } from '../saml/xml/canonicalization-method.js'
import { attribute, elements, type XmlElement, withoutSpace } from '../saml/xml/node.js'
import { DIGESTS } from '../saml/xml/xml-signature.js'
import { SOAP_NS } from './namespaces.js'
import { refuseSignature } from './soap-error.js'

/** One Reference of SignedInfo, as stated. */
export interface StatedReference {
  readonly id: string
  readonly method: CanonicalMethod
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly digest: Uint8Array
}

/** A ds:Signature whose shape is accepted; nothing of it is verified yet. */
export interface StatedSignature {
  readonly signedInfo: XmlElement
  readonly method: CanonicalMethod
  readonly signing: SignatureAlgorithm
  readonly value: Uint8Array
  readonly references: readonly StatedReference[]
}

/** Body and Timestamp, and what a stack signs beside them: tokens and addressing headers. */
const MOST_REFERENCES = 12

/**
 * Reads a ds:Signature of WS-Security against a template: SignedInfo in exclusive canonical form, References to ids in
 * this message with exclusive c14n as their one transform, algorithms from the allow-list, no ds:Object. KeyInfo is
 * not looked at. Throws SoapError `soap-signature`.
 */
export function statedSignature(signature: XmlElement): StatedSignature {
  const parts = elements(signature)
  const [signedInfo, signatureValue, ...more] = parts
  if (!signedInfo || !signatureValue || !isDs(signedInfo, 'SignedInfo') || !isDs(signatureValue, 'SignatureValue')) {
    return refuseSignature('the Signature is not as expected')
  }
  // check: soap-no-object
  if (more.some((part) => !isDs(part, 'KeyInfo')) || more.length > 1)
    refuseSignature('the Signature has more than its parts')
  const [canonicalization, method, ...references] = elements(signedInfo)
  if (!canonicalization || !isDs(canonicalization, 'CanonicalizationMethod'))
    return refuseSignature('no CanonicalizationMethod')
  if (!method || !isDs(method, 'SignatureMethod')) return refuseSignature('no SignatureMethod')
  // check: soap-algorithm-is-on-the-list
  const signing = signatureAlgorithm(attribute(method, 'Algorithm') ?? '')
  if (!signing || elements(method).length > 0) return refuseSignature('the signature algorithm is not allowed')
  if (references.length > MOST_REFERENCES) refuseSignature('too many References')
  return {
    signedInfo,
    method: methodOf(canonicalization),
    signing,
    value: base64Of(signatureValue),
    references: references.map(statedReference),
  }
}

function statedReference(reference: XmlElement): StatedReference {
  const [transforms, digestMethod, digestValue, ...more] = elements(reference)
  if (!isDs(reference, 'Reference') || more.length > 0)
    return refuseSignature('SignedInfo has a part that is no Reference')
  if (!transforms || !digestMethod || !digestValue) return refuseSignature('a Reference lacks a part')
  if (!isDs(transforms, 'Transforms') || !isDs(digestMethod, 'DigestMethod') || !isDs(digestValue, 'DigestValue')) {
    return refuseSignature('a Reference is not as expected')
  }
  const [transform, ...others] = elements(transforms)
  // check: soap-one-transform
  if (!transform || others.length > 0 || !isDs(transform, 'Transform'))
    return refuseSignature('a Reference has other transforms')
  // check: soap-digest-is-on-the-list
  const hash = DIGESTS.get(attribute(digestMethod, 'Algorithm') ?? '')
  if (!hash) return refuseSignature('the digest algorithm is not allowed')
  const uri = attribute(reference, 'URI') ?? ''
  if (!/^#[\w.-]{1,200}$/.test(uri)) return refuseSignature('a Reference is to no id of this message')
  return { id: uri.slice(1), method: methodOf(transform), hash, digest: base64Of(digestValue) }
}

/**
 * An exclusive c14n, with or without comments: the message has none (WS-I Basic Security Profile 1.1 §9.4 demands the
 * exclusive form).
 */
const methodOf = (algorithm: XmlElement): CanonicalMethod =>
  // check: soap-only-exclusive-c14n
  exclusiveMethod(algorithm) ?? refuseSignature('only exclusive canonical form is accepted')

const isDs = ({ name, namespace }: XmlElement, wanted: string): boolean =>
  name === wanted && namespace === SOAP_NS.signature

function base64Of({ name, children }: XmlElement): Buffer {
  const written = children.map((child) => (typeof child === 'string' ? child : '<')).join('')
  const compact = withoutSpace(written)
  const bytes = Buffer.from(compact, 'base64')
  // check: soap-base64-is-strict
  if (bytes.length === 0 || bytes.toString('base64') !== compact) refuseSignature(`${name} is no base64`)
  return bytes
}
