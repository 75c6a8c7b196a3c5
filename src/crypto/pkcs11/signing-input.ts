import { createHash } from 'node:crypto'
import type { SignatureAlgorithm } from '../signature-algorithms.js'
import type { SigningWay } from './orders.js'

/** DigestInfo up to the hash itself (RFC 8017 §9.2, note 1). */
const DIGEST_INFO = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const

/**
 * What an HSM is handed to sign: it sees hashes alone, as every module can sign these. `curveBytes` is the length of
 * the order of an EC key's curve.
 */
export function signingInput(
  { hash, keyType, pss }: SignatureAlgorithm,
  data: Uint8Array,
  curveBytes: number,
): { readonly way: SigningWay; readonly input: Uint8Array } {
  const digest = createHash(hash).update(data).digest()
  // A hash longer than the curve counts by its leftmost bits (FIPS 186-5 §6.4.1); some modules refuse a longer one.
  if (keyType === 'ec') return { way: { scheme: 'ecdsa', hash }, input: digest.subarray(0, curveBytes) }
  if (pss) return { way: { scheme: 'pss', hash }, input: digest }
  return { way: { scheme: 'pkcs1', hash }, input: Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest]) }
}
