import { createHash } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Signer } from '../../domain/ports/signing-keys.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from './canonical-writer.js'
import { EXCLUSIVE_C14N } from './canonicalization-method.js'
import { DIGESTS, SHA256 } from './xml-signature.js'

/** An element in canonical form, cut at the place of its signature (for SAML: after Issuer). */
export interface Signable {
  /** Value of the element's ID attribute. */
  readonly id: string
  readonly head: CanonicalXml
  readonly tail: CanonicalXml
}

const ENVELOPED = `${NS.signature}enveloped-signature`

/** The element as it stands, unsigned. */
export const unsigned = ({ head, tail }: Signable): CanonicalXml => join(head, tail)

/**
 * Signs an element: one enveloped signature, one reference to its ID, the two usual transforms (saml-core §5.4). The
 * element is written in canonical form already, so only digest and signature are left to make. `algorithm` must fit the
 * signer's key; `digest` is the URI of a digest algorithm on the allow-list. Throws `internal` for any other.
 */
export async function signed(
  signable: Signable,
  signer: Signer,
  algorithm: string,
  digest = SHA256,
): Promise<CanonicalXml> {
  const { id, head, tail } = signable
  const hash = DIGESTS.get(digest)
  if (!hash) throw new BrokerError('internal', 'no digest algorithm')
  const digestValue = createHash(hash).update(head).update(tail).digest('base64')
  const info = signedInfo(id, algorithm, digest, digestValue)
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

/** ds:KeyInfo with one certificate, by which peers that hold several of ours find the right one. */
export const keyInfo = (certificate: string): CanonicalXml =>
  element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, text(certificate))))

const CANONICALIZATION = element('ds:CanonicalizationMethod', { Algorithm: EXCLUSIVE_C14N })
const TRANSFORMS = element(
  'ds:Transforms',
  {},
  element('ds:Transform', { Algorithm: ENVELOPED }),
  element('ds:Transform', { Algorithm: EXCLUSIVE_C14N }),
)

const signedInfo = (id: string, algorithm: string, digest: string, digestValue: string): CanonicalXml =>
  join(
    CANONICALIZATION,
    element('ds:SignatureMethod', { Algorithm: algorithm }),
    element(
      'ds:Reference',
      { URI: `#${id}` },
      TRANSFORMS,
      element('ds:DigestMethod', { Algorithm: digest }),
      element('ds:DigestValue', {}, text(digestValue)),
    ),
  )
