import type { KeyObject } from 'node:crypto'

const CURVES: ReadonlySet<string> = new Set([
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
])

/**
 * Says in words for the operator why a service's public key is refused; null if it is strong enough (BSI TR-02102-1).
 */
export function keyFault(key: KeyObject): string | null {
  const details = key.asymmetricKeyDetails
  switch (key.asymmetricKeyType) {
    case 'rsa': {
      const bits = details?.modulusLength ?? 0
      // check: rsa-from-2048-bits
      if (bits < 2048) return `an RSA key of ${bits} bits is refused; RSA needs 2048 bits, better 3072`
      const exponent = details?.publicExponent ?? 0n
      // check: rsa-exponents-that-sign
      return exponent < 3n || exponent % 2n === 0n ? `an RSA key with the exponent ${exponent} is refused` : null
    }
    case 'ec': {
      const curve = details?.namedCurve ?? 'unknown'
      // check: curves-of-the-guideline
      return CURVES.has(curve) ? null : `the curve ${curve} is refused; use P-256, P-384, P-521 or their Brainpool kin`
    }
    default:
      // check: kinds-of-keys-that-are-used
      return `a key of type ${key.asymmetricKeyType ?? 'unknown'} is refused; use RSA or EC`
  }
}

/**
 * The bits of an RSA key that is strong enough only for the time being; null for any other. BSI TR-02102-1 has
 * recommended 3000 bits since 2023 and accepted 2000 bits until the end of 2023; TR-03116-4 has asked for 3072 bits
 * since 2023.
 */
export function shortBits(key: KeyObject): number | null {
  const bits = key.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength : undefined
  return bits === undefined || bits >= 3072 ? null : bits
}
