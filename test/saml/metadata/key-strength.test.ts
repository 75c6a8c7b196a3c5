import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { keyFault, shortBits } from '../../../src/saml/metadata/key-strength.js'

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey

describe('the strength of a partner’s key', () => {
  it('is enough for RSA from 2048 bits, with a warning below 3072', () => {
    expect(keyFault(rsa(1536))).to.match(/1536 bits/)
    expect(keyFault(rsa(2048))).to.equal(null)
    expect(shortBits(rsa(2048))).to.equal(2048)
    expect(shortBits(rsa(3072))).to.equal(null)
  })

  it('is not enough with an exponent that signs nothing', () => {
    const { n, kty } = rsa(2048).export({ format: 'jwk' })
    const weak = createPublicKey({ key: { kty: kty ?? '', n: n ?? '', e: 'AQ' }, format: 'jwk' })
    expect(keyFault(weak)).to.match(/exponent 1/)
  })

  it('is enough on the curves of the guideline, without a warning', () => {
    for (const curve of ['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1']) {
      expect(keyFault(ec(curve)), curve).to.equal(null)
      expect(shortBits(ec(curve)), curve).to.equal(null)
    }
    for (const curve of ['secp256k1', 'P-224']) expect(keyFault(ec(curve)), curve).to.match(/curve/)
  })

  it('is never enough for kinds of key that no signature here uses', () => {
    expect(keyFault(generateKeyPairSync('ed25519').publicKey)).to.match(/ed25519/)
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
    expect(keyFault(pss.publicKey)).to.match(/rsa-pss/)
  })
})
