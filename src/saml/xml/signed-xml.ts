import { createHash, type BinaryLike } from 'node:crypto'
import {
  ExclusiveCanonicalization,
  SignedXml,
  type ErrorFirstCallback,
  type HashAlgorithm,
  type SignatureAlgorithm as XmlSignatureAlgorithm,
} from 'xml-crypto'
import { EXCLUSIVE_C14N } from './canonicalization-method.js'
import { DIGESTS, ENVELOPED } from './xml-signature.js'

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

const hashClass = (uri: string, hash: string): new () => HashAlgorithm =>
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
