import { createHash, type BinaryLike } from 'node:crypto'
import {
  ExclusiveCanonicalization,
  SignedXml,
  type ErrorFirstCallback,
  type HashAlgorithm,
  type SignatureAlgorithm as XmlSignatureAlgorithm,
} from 'xml-crypto'
import type { SignatureAlgorithm } from '../../crypto/signature-algorithms.js'
import type { PermittedWeak } from '../../domain/weak-algorithms.js'
import { EXCLUSIVE_C14N } from './canonicalization-method.js'

export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

type Hash = SignatureAlgorithm['hash']

export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The digest algorithms on the allow-list; SHA-1 is not one of them. */
const DIGEST_URIS: Readonly<Record<Hash, string>> = {
  sha256: SHA256,
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
}

/** The same algorithms by URI. */
// check: sha-1-is-no-digest
export const DIGESTS: ReadonlyMap<string, Hash> = new Map([
  [DIGEST_URIS.sha256, 'sha256'],
  [DIGEST_URIS.sha384, 'sha384'],
  [DIGEST_URIS.sha512, 'sha512'],
])

export type AcceptedHash = Hash | 'sha1'

const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1'

/** The digest algorithms accepted from a sender; SHA-1 only if an operator's exception for the sender permits it. */
export const acceptedDigests = (weak: PermittedWeak): ReadonlyMap<string, AcceptedHash> =>
  // check: a-sha-1-digest-needs-its-exception
  weak.has('sha1') ? new Map([...DIGESTS, [SHA1, 'sha1']]) : DIGESTS

/** The URI of the digest algorithm with this hash. */
export const digestUri = (hash: Hash): string => DIGEST_URIS[hash]

/** How one signature is made: with our key and our algorithm, never with those that xml-crypto would look up. */
export interface SignatureStep {
  readonly uri: string
  sign(signedInfo: Uint8Array): Promise<Uint8Array>
}

/**
 * Makes a fresh xml-crypto instance that signs and knows only our allow-list, because its own tables offer SHA-1 and
 * inclusive canonicalization. Each signature needs its own instance, because it remembers references. It never
 * verifies, because its parser reads some documents otherwise than `parseXml` does. `content` goes into KeyInfo.
 */
export function createSignedXml(step: SignatureStep, content: string | null): SignedXml {
  const signed = new SignedXml({
    signatureAlgorithm: step.uri,
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    // xml-crypto insists on keys; the real ones stay inside `step`.
    privateKey: 'held elsewhere',
    publicCert: 'held elsewhere',
    getCertFromKeyInfo: () => null,
    getKeyInfoContent: () => content,
  })
  const enveloped = signed.CanonicalizationAlgorithms[ENVELOPED]
  if (!enveloped) throw new Error('xml-crypto has no enveloped-signature transform')
  // check: the-library-knows-our-canonicalizations-alone
  signed.CanonicalizationAlgorithms = { [ENVELOPED]: enveloped, [EXCLUSIVE_C14N]: ExclusiveCanonicalization }
  // check: the-library-knows-our-digests-alone
  signed.HashAlgorithms = Object.fromEntries([...DIGESTS].map(([uri, hash]) => [uri, hashClass(uri, hash)]))
  // check: the-library-knows-one-signature-algorithm
  signed.SignatureAlgorithms = { [step.uri]: signatureClass(step) }
  return signed
}

const hashClass = (uri: string, hash: Hash): new () => HashAlgorithm =>
  class {
    getAlgorithmName(): string {
      return uri
    }

    getHash(xml: string): string {
      return createHash(hash).update(xml, 'utf8').digest('base64')
    }
  }

const signatureClass = (step: SignatureStep): new () => XmlSignatureAlgorithm =>
  class {
    getAlgorithmName(): string {
      return step.uri
    }

    verifySignature(): boolean {
      return false
    }

    getSignature(signedInfo: BinaryLike, _key: unknown): string
    getSignature(signedInfo: BinaryLike, _key: unknown, callback?: ErrorFirstCallback<string>): void
    getSignature(signedInfo: BinaryLike, _key: unknown, callback?: ErrorFirstCallback<string>): string {
      if (!callback || typeof signedInfo !== 'string') throw new Error('signing is asynchronous, over text')
      step.sign(Buffer.from(signedInfo, 'utf8')).then(
        (signature) => callback(null, Buffer.from(signature).toString('base64')),
        (error: unknown) => callback(error instanceof Error ? error : new Error('signing failed')),
      )
      return ''
    }
  }
