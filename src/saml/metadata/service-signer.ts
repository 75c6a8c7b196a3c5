import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import { childNamed, childrenNamed, textOf, withoutSpace, type XmlElement } from '../xml/node.js'
import type { ParseOptions } from '../xml/parse.js'
import { verifyEnvelopedSignature } from '../xml/verify-enveloped.js'
import { keyFault } from './key-strength.js'

/** Whoever may have signed a file: a key that is given, or a certificate of which only the fingerprint is. */
export interface TrustedSigners {
  readonly keys: readonly { readonly key: KeyObject; readonly fingerprint: string }[]
  /** SHA-256 of certificates, in lower-case hex; the file brings the certificate. */
  readonly fingerprints: ReadonlySet<string>
}

const BLOCK = /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----[^-]+-----END \1-----/g

/**
 * Reads who may sign: certificates and public keys in PEM, and `sha256:<hex>` of certificates, one after the other.
 * Several are for a signer that goes over to another key. Throws OperatorError('metadata-signer') for anything else, and
 * for a key that is too weak.
 */
export function trustedSigners(text: string): TrustedSigners {
  const blocks = text.match(BLOCK) ?? []
  const pinned = [...text.replace(BLOCK, '').matchAll(/^sha256:([0-9a-f]{64})$/gm)].map(([, hex = '']) => hex)
  const keys = blocks.map(keyOf)
  if (keys.length + pinned.length === 0) {
    throw new OperatorError('metadata-signer', 'The signer is not a certificate in PEM form')
  }
  const fault = keys.map(({ key }) => keyFault(key)).find((each) => each !== null)
  // check: the-signers-key-is-strong
  if (fault) throw new OperatorError('metadata-signer', `The signer's certificate: ${fault}`)
  return { keys, fingerprints: new Set(pinned) }
}

function keyOf(pem: string): TrustedSigners['keys'][number] {
  try {
    if (pem.startsWith('-----BEGIN CERTIFICATE')) {
      const { publicKey, raw } = new X509Certificate(pem)
      return { key: publicKey, fingerprint: sha256(raw) }
    }
    const key = createPublicKey(pem)
    return { key, fingerprint: sha256(key.export({ type: 'spki', format: 'der' })) }
  } catch (cause) {
    throw new OperatorError('metadata-signer', 'The signer is not a certificate in PEM form', { cause })
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The tree of what one of the signers has signed, and which. Throws what `verifyEnvelopedSignature` throws. */
export function signedBy(
  { keys, fingerprints }: TrustedSigners,
  xml: string,
  read: XmlElement,
  options: ParseOptions,
): { readonly root: XmlElement; readonly fingerprint: string } {
  const known = [...keys, ...broughtAlong(read, fingerprints)]
  let refused: unknown = new BrokerError(
    'saml-signature',
    'it brings no certificate with the fingerprint that is given',
  )
  for (const { key, fingerprint } of known) {
    try {
      return { root: verifyEnvelopedSignature(xml, read, [key], options), fingerprint }
    } catch (error) {
      refused = error
    }
  }
  // A file that nobody signed is told as such, also where no certificate of it fits.
  throw known.length === 0 && signatureOf(read) === null ? new BrokerError('saml-signature-missing') : refused
}

const signatureOf = (read: XmlElement): XmlElement | null => childNamed(read, NS.signature, 'Signature')

/** The keys of those certificates in the signature whose fingerprint was given: a fingerprint stands for its certificate. */
function broughtAlong(read: XmlElement, fingerprints: ReadonlySet<string>): TrustedSigners['keys'] {
  const signature = fingerprints.size === 0 ? null : signatureOf(read)
  const keyInfo = signature && childNamed(signature, NS.signature, 'KeyInfo')
  if (!keyInfo) return []
  return childrenNamed(keyInfo, NS.signature, 'X509Data')
    .flatMap((data) => childrenNamed(data, NS.signature, 'X509Certificate'))
    .flatMap((each) => {
      const der = Buffer.from(withoutSpace(textOf(each)), 'base64')
      const fingerprint = sha256(der)
      // check: a-certificate-brought-along-has-the-fingerprint-that-was-given
      if (!fingerprints.has(fingerprint)) return []
      const key = publicKeyIn(der)
      return key !== null && keyFault(key) === null ? [{ key, fingerprint }] : []
    })
}

function publicKeyIn(der: Uint8Array): KeyObject | null {
  try {
    return new X509Certificate(der).publicKey
  } catch {
    return null
  }
}
