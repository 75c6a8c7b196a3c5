import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import type { EcPublicKey } from '../domain/pass-device.js'
import { createKeyWrap } from './key-wrap.js'

const generate = promisify(generateKeyPair)

/** A key pair that lives as long as one challenge: phones encrypt to it. The private half is wrapped. */
export interface SealKey {
  readonly public: EcPublicKey
  readonly wrapped: string
}

/** Keys that phones encrypt their PIN digests to, each for one challenge or pairing. */
export interface PassSeal {
  /** A fresh key pair on P-256 for the challenge or pairing of this id. */
  make(id: string): Promise<SealKey>
  /**
   * The text of a JWE in compact form (RFC 7516; ECDH-ES and A256GCM, nothing else) that was encrypted to the key of
   * this id. Null if it is none, was changed, is for another key, or the key was wrapped for another id.
   */
  open(id: string, key: SealKey, jwe: string): Promise<string | null>
}

/** The private halves are wrapped under `key` and bound to their id. */
export function createPassSeal(key: KeyObject): PassSeal {
  const wrap = createKeyWrap(key)
  return {
    async make(id) {
      const { privateKey, publicKey } = await generate('ec', { namedCurve: 'P-256' })
      // check: a-seal-key-opens-under-its-id-alone
      return { public: ecPublicKeyOf(publicKey), wrapped: wrap.wrap(id, privateKey) }
    },
    async open(id, sealKey, jwe) {
      try {
        const { plaintext } = await compactDecrypt(jwe, wrap.unwrap(id, sealKey.wrapped), {
          // check: a-sealed-pin-agrees-by-ecdh
          keyManagementAlgorithms: ['ECDH-ES'],
          // check: a-sealed-pin-is-aes-256-gcm
          contentEncryptionAlgorithms: ['A256GCM'],
          // check: a-sealed-pin-is-not-compressed
          maxDecompressedLength: 0,
        })
        return new TextDecoder('utf-8', { fatal: true }).decode(plaintext)
      } catch {
        return null
      }
    },
  }
}

function ecPublicKeyOf(key: KeyObject): EcPublicKey {
  const { x, y } = key.export({ format: 'jwk' })
  if (!x || !y) throw new TypeError('not a key on a curve')
  return { x, y }
}

/** The key that the coordinates name. Null if they are no point of P-256. */
export function publicKeyOf({ x, y }: EcPublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return null
  }
}
