import { constants, verify, type KeyObject } from 'node:crypto'

/** An XML signature algorithm: its hash, its kind of key, and how node:crypto is told. */
export interface SignatureAlgorithm {
  readonly uri: string
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly keyType: 'rsa' | 'ec'
  readonly pss: boolean
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const PSS = 'http://www.w3.org/2007/05/xmldsig-more#'

const algorithm = (
  uri: string,
  hash: SignatureAlgorithm['hash'],
  keyType: SignatureAlgorithm['keyType'],
  pss = false,
): SignatureAlgorithm => ({ uri, hash, keyType, pss })

/** The allow-list (BSI TR-03116-4 §3; RSA PKCS#1 v1.5 for interoperability, SAML2int). SHA-1 is not on it. */
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

const byUri = new Map(SIGNATURE_ALGORITHMS.map((each) => [each.uri, each]))

/** The algorithm with exactly this URI if it is allowed, else null. */
export const signatureAlgorithm = (uri: string): SignatureAlgorithm | null => byUri.get(uri) ?? null

/** The options that node:crypto wants beside the key: PSS salt as long as the hash, ECDSA as raw r||s (xmldsig-core §6.4). */
export function keyOptions(signing: SignatureAlgorithm, key: KeyObject) {
  if (signing.keyType === 'ec') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (!signing.pss) return { key, padding: constants.RSA_PKCS1_PADDING }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}

/** True if the algorithm fits the type of the key; the key decides, never the message alone. */
export const fitsKey = (signing: SignatureAlgorithm, key: KeyObject): boolean =>
  key.asymmetricKeyType === signing.keyType

/** True if `signature` over `data` holds under `key`. A key of another type gives false. */
export function verifySignature(
  signing: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
): boolean {
  return fitsKey(signing, key) && verify(signing.hash, data, keyOptions(signing, key), signature)
}
