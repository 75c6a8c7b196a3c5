import { expect } from 'chai'
import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { certificateEnd } from '../../src/crypto/certificate-key.js'
import { notAfterOf } from '../../src/crypto/certificate-not-after.js'
import { selfSignedCertificate } from '../../src/crypto/certificates.js'
import { makeKeyPair } from '../../src/crypto/key-types.js'

describe('the end of a certificate, read from its place', () => {
  let certificate: Buffer
  before(async () => {
    const dates = { notBefore: Date.UTC(2026, 2, 1), notAfter: Date.UTC(2028, 1, 29, 23, 59, 58) }
    const request = { pair: await makeKeyPair('EC-P-256'), use: 'signing', commonName: 'portal.example' } as const
    certificate = Buffer.from(selfSignedCertificate({ ...request, ...dates }), 'base64')
  })

  it('is what OpenSSL says, of the roots of the web too, far ends and old versions among them', () => {
    const roots = rootCertificates.map((pem) => new X509Certificate(pem))
    const certificates = [new X509Certificate(certificate), ...roots]
    expect(certificates.length).to.be.greaterThan(50)
    for (const each of certificates) expect(notAfterOf(each.raw)).to.equal(Date.parse(each.validTo))
  })

  it('is told in full years in the next half of the century, and from 2050 on', async () => {
    const pair = await makeKeyPair('EC-P-256')
    for (const notAfter of [Date.UTC(2049, 11, 31, 23, 59, 59), Date.UTC(2050, 0, 1), Date.UTC(1999, 5, 1)]) {
      const request = { pair, use: 'signing', commonName: 'portal.example', notBefore: 0, notAfter } as const
      expect(notAfterOf(Buffer.from(selfSignedCertificate(request), 'base64'))).to.equal(notAfter)
    }
  })

  it('is not guessed where the certificate is cut off, and OpenSSL then says that it is none', () => {
    for (let length = 0; length < certificate.length; length++) {
      const cut = certificate.subarray(0, length)
      expect(notAfterOf(cut)).to.equal(null)
      expect(() => certificateEnd(cut)).to.throw()
    }
  })

  it('is read by OpenSSL where the file is PEM', () => {
    const pem = new X509Certificate(certificate).toString()
    expect(certificateEnd(pem)).to.equal(certificateEnd(certificate))
    expect(certificateEnd(Buffer.from(pem))).to.equal(certificateEnd(certificate))
  })
})
