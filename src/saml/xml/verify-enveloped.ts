import { createHash, type KeyObject } from 'node:crypto'
import { fitsKey, verifySignature } from '../../crypto/signature-algorithms.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { NO_WEAK, SHA1_DIGEST, type PermittedWeak, type WeakAlgorithm } from '../../domain/weak-algorithms.js'
import { canonicalForm } from './canonical-form.js'
import { attribute, type XmlElement } from './node.js'
import { parseXml, type ParseOptions } from './parse.js'
import { signatureShape, type SignatureShape, type SignedPlace } from './signature-shape.js'

/**
 * An operator's exception for one sender: what it may sign with beyond the allow-list, and who is told when it does.
 */
export interface SenderException {
  readonly permitted: PermittedWeak
  used(algorithm: WeakAlgorithm): void
}

export const NO_EXCEPTION: SenderException = { permitted: NO_WEAK, used: () => undefined }

/**
 * Verifies the enveloped signature of a document and returns the tree of what was signed. `text`: the document; `root`:
 * what `parseXml` made of it; `keys`: the keys of the registered metadata, tried in turn (a key in the message counts
 * for nothing); `options`: as for `parseXml`; `exception`: an operator's exception for this sender.
 *
 * Values may be read only from the returned tree. It is parsed from the digested octets, so it holds no Signature and
 * nothing that is not signed (SECURITY 3, 4); even a fault in writing the octets could not give a sender words that its
 * key did not sign.
 *
 * SignedInfo, which is small, is verified first, so a document is canonicalized only if a key has signed it.
 *
 * Throws BrokerError: 'saml-signature-missing' if there is no ds:Signature at all, 'saml-signature-algorithm' if an
 * algorithm is not on the allow-list, 'saml-signature' for every other fault.
 */
export function verifyEnvelopedSignature(
  text: string,
  root: XmlElement,
  keys: readonly KeyObject[],
  options: ParseOptions = {},
  exception: SenderException = NO_EXCEPTION,
): XmlElement {
  const { content, shape } = readForVerifying(text, root, options, exception.permitted)
  checkSignedBy(shape, keys)
  const signed = signedOctets(content, shape)
  // check: a-weak-signature-is-told
  if (shape.signing.hash === 'sha1') exception.used('rsa-sha1')
  // check: a-weak-digest-is-told
  if (shape.digest.hash === 'sha1') exception.used(exception.permitted.has(SHA1_DIGEST) ? SHA1_DIGEST : 'sha1')
  // check: the-verified-bytes-are-read
  return readSigned(signed, root, shape.id, options)
}

/**
 * The same of an element that is a part of a document, or that holds further signatures as its content. The document has
 * to be read with `lossless`, as its canonical forms may need what is declared around the element. SHA-1 is never taken.
 * Throws as `verifyEnvelopedSignature`.
 */
export function verifySignedPart(
  element: XmlElement,
  place: SignedPlace,
  keys: readonly KeyObject[],
  options: ParseOptions = {},
): XmlElement {
  const shape = signatureShape(element, NO_WEAK, place)
  checkSignedBy(shape, keys)
  // check: the-verified-bytes-of-a-part-are-read
  return readSigned(signedOctets(element, shape), element, shape.id, options)
}

interface Verifying {
  readonly content: XmlElement
  readonly shape: SignatureShape
}

/**
 * The document with everything that its canonical forms depend on; if they are not the usual ones, it is parsed once
 * more.
 */
function readForVerifying(text: string, root: XmlElement, options: ParseOptions, weak: PermittedWeak): Verifying {
  const shape = signatureShape(root, weak)
  const isUsual = [shape.method, shape.digest.method].every(
    ({ inclusive, comments }) => inclusive.length === 0 && !comments,
  )
  if (isUsual) return { content: root, shape }
  const content = parseXml(text, { ...options, lossless: true })
  return { content, shape: signatureShape(content, weak) }
}

/** Throws 'saml-signature' if none of the keys has signed SignedInfo. */
function checkSignedBy(
  { signing, value, signedInfo, method, around }: SignatureShape,
  keys: readonly KeyObject[],
): void {
  // check: only-fitting-keys-are-tried
  const fitting = keys.filter((key) => fitsKey(signing, key))
  if (fitting.length === 0) {
    throw new BrokerError('saml-signature', 'no registered key is of the kind that the algorithm needs')
  }
  const octets = Buffer.from(canonicalForm(signedInfo, method, around))
  // check: the-signature-value-is-verified
  if (!fitting.some((key) => verifySignature(signing, octets, value, key))) {
    throw new BrokerError('saml-signature', 'no registered key verifies it')
  }
}

/**
 * The canonical text of the root without its Signature and without comments. Throws 'saml-signature' if SignedInfo does
 * not state its digest. A reference by ID means the element without its comments, whatever transform follows
 * (xmldsig-core1 §4.4.3.3). Signers that keep them under a `#WithComments` transform have signed the same element and
 * more, so their digest counts too.
 */
function signedOctets(root: XmlElement, { signature, digest, outside }: SignatureShape): string {
  const signed = { ...root, children: root.children.filter((child) => child !== signature) }
  const octets = canonicalForm(signed, { ...digest.method, comments: false }, outside)
  const isSaid = (text: string): boolean => createHash(digest.hash).update(text).digest().equals(digest.value)
  // check: the-digest-is-compared
  if (!isSaid(octets) && !(digest.method.comments && isSaid(canonicalForm(signed, digest.method, outside)))) {
    throw new BrokerError('saml-signature', 'what was signed is not this document')
  }
  return octets
}

/** The tree of the digested octets, which hold no comments and repeat their declarations. */
function readSigned(signed: string, root: XmlElement, id: string, options: ParseOptions): XmlElement {
  const unbounded = { maxLength: Number.MAX_SAFE_INTEGER, maxNodes: Number.MAX_SAFE_INTEGER }
  const tree = parseXml(signed, { ...options, ...unbounded, commentsBetweenElements: false })
  if (tree.name !== root.name || tree.namespace !== root.namespace || attribute(tree, 'ID') !== id) {
    throw new BrokerError('saml-signature', 'what was signed is not the root element')
  }
  return tree
}
