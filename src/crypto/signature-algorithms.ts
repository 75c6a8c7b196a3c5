import { constants, verify, type KeyObject } from 'node:crypto'
import { NO_WEAK, type PermittedWeak } from '../domain/weak-algorithms.js'

/** An XML signature algorithm: its hash, its kind of key, and how node:crypto is told. */
export interface SignatureAlgorithm {
  readonly uri: string
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly keyType: 'rsa' | 'ec'
  readonly pss: boolean
}

/** An algorithm that a sender may have signed with: of the allow-list, or SHA-1 by an operator's exception. */
export interface AcceptedAlgorithm extends Omit<SignatureAlgorithm, 'hash'> {
  readonly hash: SignatureAlgorithm['hash'] | 'sha1'
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const PSS = 'http://www.w3.org/2007/05/xmldsig-more#'

const algorithm = (
  uri: string,
  hash: SignatureAlgorithm['hash'],
  keyType: SignatureAlgorithm['keyType'],
  pss = false,
): SignatureAlgorithm => ({ uri, hash, keyType, pss })

/**
 * The allow-list (BSI TR-03116-4 §3; RSA PKCS#1 v1.5 for interoperability, SAML2int). SHA-1 is not on it. Another one of
 * a hash and a kind of key that are here takes its line alone.
 */
// check: sha-1-is-no-signature
// check: hmac-is-no-signature
export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [
  algorithm(`${MORE}rsa-sha256`, 'sha256', 'rsa'),
  algorithm(`${MORE}rsa-sha384`, 'sha384', 'rsa'),
  algorithm(`${MORE}rsa-sha512`, 'sha512', 'rsa'),
  algorithm(`${PSS}sha256-rsa-MGF1`, 'sha256', 'rsa', true),
  algorithm(`${PSS}sha384-rsa-MGF1`, 'sha384', 'rsa', true),
  algorithm(`${PSS}sha512-rsa-MGF1`, 'sha512', 'rsa', true),
  algorithm(`${MORE}ecdsa-sha256`, 'sha256', 'ec'),
  algorithm(`${MORE}ecdsa-sha384`, 'sha384', 'ec'),
  algorithm(`${MORE}ecdsa-sha512`, 'sha512', 'ec'),
]

export const RSA_SHA256 = `${MORE}rsa-sha256`
export const ECDSA_SHA256 = `${MORE}ecdsa-sha256`
export const ECDSA_SHA384 = `${MORE}ecdsa-sha384`

export const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'

const byUri = new Map(SIGNATURE_ALGORITHMS.map((each) => [each.uri, each]))

/** The algorithm with exactly this URI if it is allowed, else null. */
// check: uris-match-exactly
export const signatureAlgorithm = (uri: string): SignatureAlgorithm | null => byUri.get(uri) ?? null

/** The same for what a sender signed; RSA with SHA-1 only where an operator's exception for that sender permits it. */
export function acceptedAlgorithm(uri: string, weak: PermittedWeak = NO_WEAK): AcceptedAlgorithm | null {
  // check: a-sha-1-signature-needs-its-exception
  if (uri === RSA_SHA1 && weak.has('rsa-sha1')) return { uri, hash: 'sha1', keyType: 'rsa', pss: false }
  return signatureAlgorithm(uri)
}

/**
 * The options that node:crypto wants beside the key: PSS salt as long as the hash, ECDSA as raw r||s (xmldsig-core
 * §6.4).
 */
export function keyOptions(signing: AcceptedAlgorithm, key: KeyObject) {
  if (signing.keyType === 'ec') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (!signing.pss) return { key, padding: constants.RSA_PKCS1_PADDING }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}

/** True if the algorithm fits the type of the key; the key decides, never the message alone. */
export const fitsKey = (signing: AcceptedAlgorithm, key: KeyObject): boolean =>
  // check: the-key-decides-the-kind-of-algorithm
  key.asymmetricKeyType === signing.keyType

/** True if `signature` over `data` holds under `key`. A key of another type gives false. */
export function verifySignature(
  signing: AcceptedAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
): boolean {
  // check: a-signature-must-verify
  return fitsKey(signing, key) && verify(signing.hash, data, keyOptions(signing, key), signature)
}
