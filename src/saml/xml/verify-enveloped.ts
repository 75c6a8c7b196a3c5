import type { KeyObject } from 'node:crypto'
import { fitsKey, verifySignature } from '../../crypto/signature-algorithms.js'
import { BrokerError } from '../../domain/errors.js'
import { NS } from '../namespaces.js'
import { attribute, type XmlElement } from './node.js'
import { parseXml, type ParseOptions } from './parse.js'
import { signatureShape, type SignatureShape } from './signature-shape.js'
import { writeElement } from './write-element.js'
import { createSignedXml } from './xml-signature.js'

/**
 * Verifies the enveloped signature of a document and gives the tree of what was signed. `text` is the document, `root`
 * what `parseXml` made of it, `keys` the keys of the registered metadata, tried in turn; a key in the message counts
 * for nothing. Values may be read from the returned tree only: it is parsed from the octets that the digest was made
 * of, so it holds no Signature and nothing that is not signed (SECURITY 3, 4). `options` as for `parseXml`.
 *
 * Throws BrokerError: 'saml-signature-missing' if there is no ds:Signature at all, 'saml-signature-algorithm' if an
 * algorithm is not on the allow-list, 'saml-signature' for every other fault.
 */
export function verifyEnvelopedSignature(
  text: string,
  root: XmlElement,
  keys: readonly KeyObject[],
  options: ParseOptions = {},
): XmlElement {
  const shape = signatureShape(root)
  const fitting = keys.filter((key) => fitsKey(shape.signing, key))
  for (const key of fitting) {
    const signed = signedOctets(text, shape, key)
    if (signed !== null) return readSigned(signed, root, shape.id, options)
  }
  throw new BrokerError(
    'saml-signature',
    fitting.length > 0 ? 'no registered key verifies it' : 'no registered key is of the kind that the algorithm needs',
  )
}

/** The canonical text that `key` has signed, or null. One xml-crypto instance for each key. */
function signedOctets(text: string, shape: SignatureShape, key: KeyObject): string | null {
  const { signing, value } = shape
  const signedXml = createSignedXml(
    {
      uri: signing.uri,
      verify: (signedInfo) => verifySignature(signing, signedInfo, value, key),
      sign: () => Promise.reject(new Error('this instance verifies')),
    },
    null,
  )
  try {
    signedXml.loadSignature(writeElement(checkedParts(shape)))
    if (!signedXml.checkSignature(text)) return null
    const [signed, ...more] = signedXml.getSignedReferences()
    return more.length === 0 && signed ? signed : null
  } catch {
    // xml-crypto throws for a wrong signature value and for what it cannot canonicalize: each is a refusal.
    return null
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
  // Canonical form is longer than the text that was let in, and has no comments.
  const tree = parseXml(signed, { ...options, maxLength: Number.MAX_SAFE_INTEGER, commentsBetweenElements: false })
  if (tree.name !== root.name || tree.namespace !== root.namespace || attribute(tree, 'ID') !== id) {
    throw new BrokerError('saml-signature', 'what was signed is not the root element')
  }
  return tree
}
