import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { compactVerify } from 'jose/jws/compact/verify'
import type { EcPublicKey } from '../domain/pass-device.js'
import { publicKeyOf } from './pass-seal.js'

/**
 * The header of a JWS in compact form, not verified; null if it is none. Tells whose key to verify with, nothing else.
 */
export function unverifiedHeader(jws: string): unknown {
  try {
    return decodeProtectedHeader(jws)
  } catch {
    return null
  }
}

/**
 * The payload of a JWS in compact form whose ES256 signature verifies with `key`, parsed as JSON. Null if it does not,
 * or is none. The header's own idea of keys is ignored (RFC 8725 §3.1, §3.10).
 */
export async function verifiedPayload(jws: string, key: EcPublicKey): Promise<unknown> {
  const publicKey = publicKeyOf(key)
  if (!publicKey) return null
  try {
    const { payload } = await compactVerify(jws, publicKey, { algorithms: ['ES256'] })
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return null
  }
}
