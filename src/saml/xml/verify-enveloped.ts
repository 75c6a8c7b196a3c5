import { createHash, type KeyObject } from 'node:crypto'
import { fitsKey, verifySignature } from '../../crypto/signature-algorithms.js'
import { BrokerError } from '../../domain/errors.js'
import { NO_WEAK, type PermittedWeak, type WeakAlgorithm } from '../../domain/weak-algorithms.js'
import { NS } from '../namespaces.js'
import { attribute, type XmlElement } from './node.js'
import { parseXml, type ParseOptions } from './parse.js'
import { signatureShape, type SignatureShape } from './signature-shape.js'
import { writeElement } from './write-element.js'
import { createSignedXml } from './xml-signature.js'

/** An operator's exception for one sender: what it may sign with beyond the allow-list, and who is told of its use. */
export interface SenderException {
  readonly permitted: PermittedWeak
  used(algorithm: WeakAlgorithm): void
}

export const NO_EXCEPTION: SenderException = { permitted: NO_WEAK, used: () => undefined }

/**
 * Verifies the enveloped signature of a document and gives the tree of what was signed. `text` is the document, `root`
 * what `parseXml` made of it, `keys` the keys of the registered metadata, tried in turn; a key in the message counts
 * for nothing. Values may be read from the returned tree only: it is parsed from the octets that the digest was made
 * of, so it holds no Signature and nothing that is not signed (SECURITY 3, 4). `options` as for `parseXml`;
 * `exception`: an operator's for this sender.
 *
 * What costs little comes first: SignatureValue over SignedInfo alone, then the digest over the tree as we write it.
 * Canonicalizing with xml-crypto costs many times more than parsing. It is done once, for what a key has signed, so
 * neither a stranger nor somebody with another message's signature can make the broker do it.
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
  const { permitted } = exception
  const shape = signatureShape(root, permitted)
  const signedInfo = signedBy(shape, keys)
  const signed = fitsDigest(root, shape) ? signedOctets(text, shape, signedInfo, permitted) : null
  if (signed === null) throw new BrokerError('saml-signature', 'what was signed is not this document')
  // check: a-weak-signature-is-told
  if (shape.signing.hash === 'sha1') exception.used('rsa-sha1')
  // check: a-weak-digest-is-told
  if (shape.digest.hash === 'sha1') exception.used('sha1')
  // check: the-verified-bytes-are-read
  return readSigned(signed, root, shape.id, options)
}

/** SignedInfo in canonical form, which one of the keys has signed. Throws 'saml-signature' if none of them has. */
function signedBy({ signing, value, signedInfo }: SignatureShape, keys: readonly KeyObject[]): string {
  // check: only-fitting-keys-are-tried
  const fitting = keys.filter((key) => fitsKey(signing, key))
  if (fitting.length === 0) {
    throw new BrokerError('saml-signature', 'no registered key is of the kind that the algorithm needs')
  }
  const canonical = writeElement(signedInfo)
  const octets = Buffer.from(canonical)
  // check: the-signature-value-is-verified
  if (!fitting.some((key) => verifySignature(signing, octets, value, key))) {
    throw new BrokerError('saml-signature', 'no registered key verifies it')
  }
  return canonical
}

/** False if the document is surely not what was signed. With InclusiveNamespaces only xml-crypto can tell. */
function fitsDigest(root: XmlElement, { signature, digest }: SignatureShape): boolean {
  if (digest.inclusive) return true
  const content = writeElement({ ...root, children: root.children.filter((child) => child !== signature) })
  return createHash(digest.hash).update(content).digest().equals(digest.value)
}

/**
 * The canonical text that was signed, or null. xml-crypto checks all of it again; what it takes for SignedInfo has to
 * be to the letter the text that a key has signed.
 */
function signedOctets(text: string, shape: SignatureShape, signed: string, weak: PermittedWeak): string | null {
  const signedXml = createSignedXml(
    {
      uri: shape.signing.uri,
      verify: (signedInfo) => signed === signedInfo.toString(),
      sign: () => Promise.reject(new Error('this instance verifies')),
    },
    null,
    weak,
  )
  try {
    signedXml.loadSignature(writeElement(checkedParts(shape)))
    // check: the-digest-is-compared
    if (!signedXml.checkSignature(text)) return null
    const [content, ...more] = signedXml.getSignedReferences()
    return more.length === 0 && content ? content : null
  } catch (cause) {
    // Nothing comes out of here but what xml-crypto agreed to. No message is known that gets past the template and the
    // two comparisons before and makes it throw; should one be found, its sender is told what every other wrong one is.
    throw new BrokerError('saml-signature', 'xml-crypto fails at it', { cause })
  }
}

/** The signature as xml-crypto sees it: the two parts that the template accepted, from the tree that was checked. */
const checkedParts = ({ signedInfo, signatureValue }: SignatureShape): XmlElement => ({
  namespace: NS.signature,
  name: 'Signature',
  prefix: 'ds',
  attributes: [],
  children: [signedInfo, signatureValue],
})

function readSigned(signed: string, root: XmlElement, id: string, options: ParseOptions): XmlElement {
  // Canonical form is longer than the text that was let in, repeats its declarations, and has no comments.
  const unbounded = { maxLength: Number.MAX_SAFE_INTEGER, maxNodes: Number.MAX_SAFE_INTEGER }
  const tree = parseXml(signed, { ...options, ...unbounded, commentsBetweenElements: false })
  if (tree.name !== root.name || tree.namespace !== root.namespace || attribute(tree, 'ID') !== id) {
    throw new BrokerError('saml-signature', 'what was signed is not the root element')
  }
  return tree
}
