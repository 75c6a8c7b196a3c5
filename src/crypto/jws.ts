import { createHash } from 'node:crypto'
import { errors } from 'jose'
import { createLocalJWKSet } from 'jose/jwks/local'
import { compactVerify } from 'jose/jws/compact/verify'
import type { JSONWebKeySet } from 'jose'

/** The public keys that an issuer publishes (RFC 7517 §5). */
export type PublicKeys = JSONWebKeySet

/** The algorithms that a token may be signed with (RFC 7518 §3): neither none, nor any that a shared secret makes. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256']

export type VerifiedJws =
  | { readonly kind: 'verified'; readonly payload: string }
  /** None of the keys is the one that it names: the issuer may have newer ones. */
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'refused' }

/** Verifies a JWS in compact form (RFC 7515) with these keys alone; what its own header brings along is no key. */
export async function verifyJws(token: string, keys: PublicKeys): Promise<VerifiedJws> {
  try {
    // check: a-token-is-signed-by-an-algorithm-of-the-list
    const { payload } = await compactVerify(token, createLocalJWKSet(keys), { algorithms: ALGORITHMS })
    return { kind: 'verified', payload: new TextDecoder('utf-8', { fatal: true }).decode(payload) }
  } catch (error) {
    return error instanceof errors.JWKSNoMatchingKey ? { kind: 'unknown-key' } : { kind: 'refused' }
  }
}

/**
 * The digest by which a token names another one beside it (OpenID Connect Core 1.0 §3.1.3.6): the left half of SHA-256,
 * which each of the algorithms above has.
 */
export const tokenHash = (token: string): string =>
  createHash('sha256').update(token, 'ascii').digest().subarray(0, 16).toString('base64url')
