import { constants, createHash, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto'
import { BrokerError } from '../../domain/errors.js'
import type { KeyTransport, OaepHash } from './encryption-algorithms.js'

/** Encrypts a content key for an RSA key with OAEP (RFC 8017 §7.1.1), empty label. */
export function oaepEncrypt(secret: Uint8Array, key: KeyObject, { digest, mgf }: KeyTransport): Buffer {
  if (digest === mgf) {
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: digest }, secret)
  }
  // node:crypto takes one hash for both places; XML Encryption may name two, so the encoding is done here.
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  const encoded = oaepEncode(secret, Math.ceil(bits / 8), digest, mgf)
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded)
}

function oaepEncode(secret: Uint8Array, length: number, digest: OaepHash, mgf: OaepHash): Buffer {
  const label = createHash(digest).digest()
  const zeros = length - secret.length - 2 * label.length - 2
  if (zeros < 0) throw new BrokerError('internal', 'key too short for OAEP')
  const block = Buffer.concat([label, Buffer.alloc(zeros), Buffer.of(1), secret])
  const seed = randomBytes(label.length)
  const maskedBlock = xor(block, mgf1(seed, block.length, mgf))
  const maskedSeed = xor(seed, mgf1(maskedBlock, seed.length, mgf))
  return Buffer.concat([Buffer.of(0), maskedSeed, maskedBlock])
}

/** RFC 8017 appendix B.2.1. */
function mgf1(seed: Uint8Array, length: number, hash: OaepHash): Buffer {
  const rounds: Buffer[] = []
  for (let made = 0, round = 0; made < length; round++) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(round)
    const next = createHash(hash).update(seed).update(counter).digest()
    rounds.push(next)
    made += next.length
  }
  return Buffer.concat(rounds).subarray(0, length)
}

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)))
