const SCHEME = 'pkcs11:'

/** What is stored in the place of a wrapped private key, for one that stays in an HSM. */
export const hsmReference = (keyInHsm: string): string => SCHEME + keyInHsm

/** The hex of its CKA_ID for a key that stays in an HSM; null for one that is wrapped by SECRET_KEY. */
export const keyInHsm = (wrappedPrivateKey: string): string | null =>
  wrappedPrivateKey.startsWith(SCHEME) ? wrappedPrivateKey.slice(SCHEME.length) : null
