import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect } from 'chai'
import { servicePublicKey, storedPublicKey } from '../../src/crypto/service-key.js'

/** An RSA public key of so many bits: what makes a modulus of it a good one does not matter to how it is written. */
const rsaOf = (bits: number, exponent = 'AQAB'): KeyObject => {
  const modulus = Buffer.alloc(bits / 8, 0x5a)
  modulus[0] = 0xc5
  modulus[modulus.length - 1] = 0x5b
  return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent }, format: 'jwk' })
}

const KEYS: readonly (readonly [string, KeyObject])[] = [
  ...[512, 1024, 2048, 3072, 4096, 8192, 16_384].map((bits) => [`RSA of ${bits} bits`, rsaOf(bits)] as const),
  ['RSA with a short exponent', rsaOf(3072, 'Aw')],
  ['RSA with a long exponent', rsaOf(3072, 'AQAAAAE')],
  ['RSA as it is made', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ['RSA for PSS alone', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey],
  ...['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1'].map(
    (namedCurve) => [namedCurve, generateKeyPairSync('ec', { namedCurve }).publicKey] as const,
  ),
]

describe('the key of a service as it is stored', () => {
  for (const [name, key] of KEYS) {
    it(`has the octets that OpenSSL writes, and is the same key when it is read: ${name}`, () => {
      const stored = storedPublicKey(key)
      expect(stored).to.equal(key.export({ type: 'spki', format: 'der' }).toString('base64'))
      expect(servicePublicKey({ publicKey: stored }).equals(key)).to.equal(true)
    })
  }
})
