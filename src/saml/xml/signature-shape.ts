import { acceptedAlgorithm, type AcceptedAlgorithm } from '../../crypto/signature-algorithms.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { NO_WEAK, type PermittedWeak } from '../../domain/weak-algorithms.js'
import { NS } from '../namespaces.js'
import { scopeOf, type CanonicalMethod, type Scope } from './canonical-form.js'
import { exclusiveMethod, inclusiveMethod } from './canonicalization-method.js'
import { attribute, elements, type XmlElement, isBlank, typedValue, withoutSpace } from './node.js'
import { acceptedDigests, ENVELOPED, type AcceptedHash } from './xml-signature.js'

/** A signature whose shape is accepted; nothing in it is verified yet. */
export interface SignatureShape {
  /** The ID of the root element, to which the signature refers. */
  readonly id: string
  readonly signing: AcceptedAlgorithm
  readonly value: Uint8Array
  readonly signature: XmlElement
  readonly signedInfo: XmlElement
  /** The canonical form in which SignedInfo is verified, and the namespaces in scope around it. */
  readonly method: CanonicalMethod
  readonly around: Scope
  /** The namespaces in scope around the signed element. */
  readonly outside: Scope
  readonly digest: SignedDigest
}

/** Where a signed element stands that is no document by itself, and what else is signed inside it. */
export interface SignedPlace {
  /** The elements around it, the outermost first: an ID counts in the whole document. */
  readonly ancestors: readonly XmlElement[]
  /** Signatures inside it that belong to its content: whoever reads what they sign verifies each by itself. */
  readonly inner: readonly XmlElement[]
}

const WHOLE_DOCUMENT: SignedPlace = { ancestors: [], inner: [] }

/** The digest that SignedInfo states. */
export interface SignedDigest {
  readonly hash: AcceptedHash
  readonly value: Uint8Array
  /** The canonical form in which the document is digested. */
  readonly method: CanonicalMethod
}

const DIGEST_BYTES: Readonly<Record<AcceptedHash, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }
const NCNAME = /^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u

const refuse = (detail: string): never => {
  throw new BrokerError('saml-signature', detail)
}

/**
 * Checks that a document has the one accepted form of signature, before any cryptography (SECURITY 3; saml-core §5.4).
 * There is one ds:Signature in the whole document, in its place under the root. It has one Reference, to the ID of the
 * root, with the enveloped-signature transform and exclusive c14n, with or without comments. SignedInfo is in that form
 * or in xml-c14n, which some signers take unless told otherwise. All algorithms are on the allow-list, and there is no
 * ds:Object. KeyInfo is not looked at. `weak`: what an operator's exception permits beyond the list; `place`: for a root
 * that is a part of a document, read with `lossless`. Throws BrokerError: 'saml-signature-missing' without any ds:Signature, 'saml-signature-algorithm' for an algorithm that is
 * not allowed, else 'saml-signature'.
 */
export function signatureShape(
  root: XmlElement,
  weak: PermittedWeak = NO_WEAK,
  { ancestors, inner }: SignedPlace = WHOLE_DOCUMENT,
): SignatureShape {
  const signature = signatureIn(root, inner)
  const [signedInfo, signatureValue] = partsOf(signature)
  const outside = ancestors.reduce<Scope>((scope, each) => scopeOf(each, scope), new Map())
  const around = scopeOf(signature, scopeOf(root, outside))
  // check: the-root-has-an-id
  const id = attribute(root, 'ID') ?? refuse('the root element has no ID')
  // check: the-id-is-a-name
  if (!NCNAME.test(id)) refuse('the ID of the root element is no XML name')
  // check: ids-are-checked
  checkIds(ancestors[0] ?? root, id)
  const parts = ['CanonicalizationMethod', 'SignatureMethod', 'Reference'] as const
  const [canonicalization, method, reference] = children(signedInfo, parts)
  const form = signedInfoMethod(canonicalization, [...ancestors, root, signature])
  const digest = digestOf(reference, id, weak)
  const uri = algorithmOf(method)
  const signing = acceptedAlgorithm(uri, weak)
  // check: the-signature-algorithm-is-on-the-list
  if (!signing) throw new BrokerError('saml-signature-algorithm', `${uri.slice(0, 100)} is not allowed`)
  return { id, signing, value: base64Of(signatureValue), signature, signedInfo, method: form, around, outside, digest }
}

/** The canonical form of SignedInfo. saml-core §5.4.3 recommends the exclusive one and does not demand it. */
function signedInfoMethod(canonicalization: XmlElement, around: readonly XmlElement[]): CanonicalMethod {
  const inclusive = inclusiveMethod(canonicalization)
  // xml-c14n hands these attributes on to SignedInfo, 1.1 in another way than 1.0; no signer needs them.
  if (inclusive && around.some(({ attributes }) => attributes.some(({ namespace }) => namespace === NS.xml))) {
    // check: inclusive-signed-info-inherits-nothing
    refuse('SignedInfo is in inclusive canonical form, and there is an xml: attribute around it')
  }
  // check: signed-info-is-in-a-canonical-form-of-the-list
  return exclusiveMethod(canonicalization) ?? inclusive ?? refuse('SignedInfo is in no canonical form that is accepted')
}

/**
 * The place of the Signature among the children: in messages after Issuer (saml-core §2.3.3, §3.2.1), in metadata first
 * (saml-metadata §2.3).
 */
export function placeOfSignature(root: XmlElement): 0 | 1 {
  const first = elements(root)[0]
  return first?.name === 'Issuer' && first.namespace === NS.assertion ? 1 : 0
}

function signatureIn(root: XmlElement, inner: readonly XmlElement[]): XmlElement {
  const [signature, ...more] = everyElement(root).filter((each) => isSignature(each) && !inner.includes(each))
  // check: the-signature-is-missed
  if (!signature) throw new BrokerError('saml-signature-missing', 'there is no Signature')
  // check: one-signature-in-the-document
  if (more.length > 0) refuse('there is more than one Signature')
  if (elements(root).indexOf(signature) !== placeOfSignature(root)) {
    // check: the-signature-is-in-its-place
    refuse('the Signature is not in its place under the root element')
  }
  return signature
}

/** An element and all that are in it, however deep. */
export function everyElement(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [root]
  // The array grows while it is walked, so every child is visited in turn, without recursion.
  for (const element of found) for (const child of elements(element)) found.push(child)
  return found
}

export const isSignature = ({ name, namespace }: XmlElement): boolean =>
  name === 'Signature' && namespace === NS.signature

function checkIds(document: XmlElement, id: string): void {
  const seen = new Set<string>()
  let own = 0
  for (const { attributes } of everyElement(document)) {
    for (const { name, namespace, value } of attributes) {
      // Another reader may look for the referenced element by ID, Id or id, in any namespace.
      if (name.toLowerCase() !== 'id') continue
      const held = typedValue('ID', value)
      if (held === id) own += 1
      if (name !== 'ID' || namespace !== '') continue
      // check: no-id-occurs-twice
      if (seen.has(held)) refuse('an ID occurs twice')
      seen.add(held)
    }
  }
  // check: the-root-id-occurs-once-in-any-spelling
  if (own !== 1) refuse('the ID of the root element occurs twice')
}

function partsOf(signature: XmlElement): readonly [XmlElement, XmlElement] {
  const required = ['SignedInfo', 'SignatureValue'] as const
  const hasKeyInfo = elements(signature).length > required.length
  const [signedInfo, value] = children(signature, hasKeyInfo ? [...required, 'KeyInfo'] : required)
  return [signedInfo, value]
}

function digestOf(reference: XmlElement, id: string, weak: PermittedWeak): SignedDigest {
  // An Id of the Reference itself means nothing here; checkIds has made sure that it is not the root's.
  const known = reference.attributes.every(({ name, namespace }) => namespace === '' && /^(URI|Id)$/.test(name))
  // check: a-reference-has-no-other-attribute
  // check: the-reference-is-to-the-root
  if (!known || attribute(reference, 'URI') !== `#${id}`) refuse('the Reference is not to the root element')
  const [transforms, digestMethod, digestValue] = children(reference, ['Transforms', 'DigestMethod', 'DigestValue'])
  const [enveloped, canonical] = children(transforms, ['Transform', 'Transform'])
  // check: the-enveloped-transform-is-first
  if (algorithmOf(enveloped) !== ENVELOPED) refuse('the first transform is not enveloped-signature')
  // check: the-second-transform-is-exclusive-c14n
  const method = exclusiveMethod(canonical) ?? refuse('the second transform is not exclusive c14n')
  const hash = acceptedDigests(weak).get(algorithmOf(digestMethod))
  // check: the-digest-is-on-the-list
  if (!hash) throw new BrokerError('saml-signature-algorithm', 'the digest algorithm is not allowed')
  const value = base64Of(digestValue)
  // check: the-digest-has-its-length
  if (value.length !== DIGEST_BYTES[hash]) refuse('the DigestValue has the wrong length')
  return { hash, value, method }
}

/** The Algorithm of an element that has no other attribute and no child. */
function algorithmOf(element: XmlElement): string {
  if (element.attributes.length !== 1 || elementsOnly(element).length > 0) {
    // check: algorithms-have-no-parts
    refuse(`${element.name} has a part that is not accepted`)
  }
  return attribute(element, 'Algorithm') ?? refuse(`${element.name} has no Algorithm`)
}

type Each<Names extends readonly string[]> = { readonly [Index in keyof Names]: XmlElement }

/** Exactly these children, in this order, all in the signature's namespace; refuses any others. */
function children<const Names extends readonly string[]>(parent: XmlElement, names: Names): Each<Names> {
  const found = elementsOnly(parent)
  return areNamed(found, names) ? found : refuse(`${parent.name} is not as expected`)
}

function areNamed<Names extends readonly string[]>(
  found: readonly XmlElement[],
  names: Names,
): found is Each<Names> & readonly XmlElement[] {
  // check: children-are-in-their-namespace
  const fit = ({ name, namespace }: XmlElement, index: number) => name === names[index] && namespace === NS.signature
  // check: children-are-exactly-the-template
  return found.length === names.length && found.every(fit)
}

function elementsOnly(parent: XmlElement): readonly XmlElement[] {
  if (parent.children.some((child) => typeof child === 'string' && !isBlank(child))) {
    // check: no-text-between-the-parts
    refuse(`${parent.name} has text between its elements`)
  }
  return elements(parent)
}

/** The bytes of an element that holds base64 and nothing else; white space is allowed. */
function base64Of({ name, children: inside }: XmlElement): Buffer {
  const texts = inside.filter((child) => typeof child === 'string')
  const text = withoutSpace(texts.join(''))
  const bytes = Buffer.from(text, 'base64')
  if (texts.length !== inside.length || bytes.length === 0 || bytes.toString('base64') !== text) {
    // check: values-are-plain-base64
    refuse(`${name} is not base64`)
  }
  return bytes
}
