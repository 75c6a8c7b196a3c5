import { expect } from 'chai'
import { execFileSync } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { LONGEST_CERTIFICATE_LIFETIME, selfSignedCertificate } from '../../src/crypto/certificates.js'
import { publicKeyOf } from '../../src/crypto/certificate-key.js'
import { KEY_TYPES, type KeyPair, keyTypeServes, makeKeyPair, type KeyType } from '../../src/crypto/key-types.js'
import type { KeyUse } from '../../src/domain/ports/signing-keys.js'

const NOT_BEFORE = Date.parse('2026-03-01T10:00:00Z')

const SIGNATURES: Readonly<Record<KeyType, string>> = {
  'RSA-3072': 'sha256WithRSAEncryption',
  'RSA-4096': 'sha256WithRSAEncryption',
  'EC-P-256': 'ecdsa-with-SHA256',
  'EC-P-384': 'ecdsa-with-SHA384',
}

const pem = (der: string): string => new X509Certificate(Buffer.from(der, 'base64')).toString()

const openssl = (der: string): string =>
  execFileSync('openssl', ['x509', '-noout', '-text'], { input: pem(der), encoding: 'utf8' })

describe('self-signed certificates', () => {
  const pairs = new Map<KeyType, KeyPair>()
  before(async () => {
    for (const type of KEY_TYPES) pairs.set(type, await makeKeyPair(type))
  })

  const pairOf = (type: KeyType): KeyPair => {
    const pair = pairs.get(type)
    if (!pair) throw new Error(`no pair of ${type}`)
    return pair
  }
  const certify = (type: KeyType, use: KeyUse = 'signing', commonName = 'login.example', notBefore = NOT_BEFORE) =>
    selfSignedCertificate({
      pair: pairOf(type),
      use,
      commonName,
      notBefore,
      notAfter: notBefore + LONGEST_CERTIFICATE_LIFETIME,
    })

  for (const type of KEY_TYPES) {
    it(`of ${type} carry the public key and verify under it, for node and for openssl`, () => {
      const der = certify(type)
      const certificate = new X509Certificate(Buffer.from(der, 'base64'))
      const { publicKey } = pairOf(type)
      expect(certificate.verify(publicKey)).to.equal(true)
      expect(publicKeyOf(der).equals(publicKey)).to.equal(true)
      const spki = execFileSync('openssl', ['x509', '-noout', '-pubkey'], { input: pem(der), encoding: 'utf8' })
      expect(createPublicKey(spki).equals(publicKey)).to.equal(true)
      expect(openssl(der)).to.contain(`Signature Algorithm: ${SIGNATURES[type]}`)
    })
  }

  it('are base64 DER without white space, named after the host on both sides', () => {
    const der = certify('EC-P-256')
    expect(der).to.match(/^[A-Za-z0-9+/]+=*$/)
    const certificate = new X509Certificate(Buffer.from(der, 'base64'))
    expect(certificate.subject).to.equal('CN=login.example')
    expect(certificate.issuer).to.equal('CN=login.example')
  })

  it('hold for at most three years', () => {
    const certificate = new X509Certificate(Buffer.from(certify('EC-P-256'), 'base64'))
    expect(Date.parse(certificate.validFrom)).to.equal(NOT_BEFORE)
    expect(Date.parse(certificate.validTo)).to.equal(NOT_BEFORE + LONGEST_CERTIFICATE_LIFETIME)
    expect(LONGEST_CERTIFICATE_LIFETIME / 86_400_000).to.be.at.most(3 * 365.25)
  })

  it('write dates after 2049 as the standard asks', () => {
    const late = Date.parse('2048-06-01T00:00:00Z')
    const certificate = new X509Certificate(
      Buffer.from(certify('EC-P-256', 'signing', 'login.example', late), 'base64'),
    )
    expect(Date.parse(certificate.validTo)).to.equal(late + LONGEST_CERTIFICATE_LIFETIME)
  })

  it('say critically that they are no CA and what the key is for', () => {
    const signing = openssl(certify('RSA-3072', 'signing'))
    expect(signing).to.match(/Version: 3 /)
    expect(signing).to.match(/Basic Constraints: critical\s+CA:FALSE/)
    expect(signing).to.match(/Key Usage: critical\s+Digital Signature\s/)
    expect(openssl(certify('RSA-3072', 'encryption'))).to.match(/Key Usage: critical\s+Key Encipherment\s/)
  })

  it('have a positive random serial number of more than 64 bits', () => {
    const serials = Array.from(
      { length: 20 },
      () => new X509Certificate(Buffer.from(certify('EC-P-256'), 'base64')).serialNumber,
    )
    expect(new Set(serials).size).to.equal(20)
    for (const serial of serials) expect(serial).to.match(/^[4-7][0-9A-F]{31}$/)
  })

  it('cut a host that is longer than a common name may be', () => {
    const certificate = new X509Certificate(
      Buffer.from(certify('EC-P-256', 'signing', `${'a'.repeat(70)}.example`), 'base64'),
    )
    expect(certificate.subject).to.equal(`CN=${'a'.repeat(64)}`)
  })

  it('are not made for a key that nobody asked for', async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const pair = generateKeyPairSync('ed25519')
    expect(() =>
      selfSignedCertificate({ pair, use: 'signing', commonName: 'x.example', notBefore: 0, notAfter: 1 }),
    ).to.throw(TypeError)
  })

  it('for encryption need RSA', () => {
    expect(KEY_TYPES.filter((type) => keyTypeServes(type, 'encryption'))).to.deep.equal(['RSA-3072', 'RSA-4096'])
    expect(KEY_TYPES.filter((type) => keyTypeServes(type, 'signing'))).to.deep.equal(KEY_TYPES)
  })
})
