import { createHash } from 'node:crypto'
import type { Signer } from '../../domain/ports/signing-keys.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from './canonical-writer.js'

/** An element in canonical form, cut where its signature belongs (for SAML: after Issuer). */
export interface Signable {
  /** Value of the element's ID attribute. */
  readonly id: string
  readonly head: CanonicalXml
  readonly tail: CanonicalXml
}

const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ENVELOPED = `${NS.signature}enveloped-signature`
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The element as it stands, unsigned. */
export const unsigned = ({ head, tail }: Signable): CanonicalXml => join(head, tail)

/**
 * Signs an element: one enveloped signature, one reference to its ID, the two usual transforms, SHA-256
 * (saml-core §5.4). As the element is written in canonical form, canonicalisation is the identity and only
 * digest and signature are left to do. `algorithm` must fit the signer's key.
 */
export async function signed(signable: Signable, signer: Signer, algorithm: string): Promise<CanonicalXml> {
  const { id, head, tail } = signable
  const digest = createHash('sha256').update(head).update(tail).digest('base64')
  const info = signedInfo(id, digest, algorithm)
  const open = startTag('ds:SignedInfo', { 'xmlns:ds': NS.signature })
  const value = await signer.sign(algorithm, Buffer.from(join(open, info, endTag('ds:SignedInfo'))))
  const signature = element(
    'ds:Signature',
    { 'xmlns:ds': NS.signature },
    element('ds:SignedInfo', {}, info),
    element('ds:SignatureValue', {}, text(Buffer.from(value).toString('base64'))),
    keyInfo(signer.info.certificate),
  )
  return join(head, signature, tail)
}

/** ds:KeyInfo with one certificate; peers that hold several of ours find the right one by it. */
export const keyInfo = (certificate: string): CanonicalXml =>
  element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, text(certificate))))

const CANONICALIZATION = element('ds:CanonicalizationMethod', { Algorithm: EXCLUSIVE_C14N })
const TRANSFORMS = element(
  'ds:Transforms',
  {},
  element('ds:Transform', { Algorithm: ENVELOPED }),
  element('ds:Transform', { Algorithm: EXCLUSIVE_C14N }),
)
const DIGEST_METHOD = element('ds:DigestMethod', { Algorithm: SHA256 })

const signedInfo = (id: string, digest: string, algorithm: string): CanonicalXml =>
  join(
    CANONICALIZATION,
    element('ds:SignatureMethod', { Algorithm: algorithm }),
    element('ds:Reference', { URI: `#${id}` }, TRANSFORMS, DIGEST_METHOD, element('ds:DigestValue', {}, text(digest))),
  )
