import { expect } from 'chai'
import type { WeakAlgorithm } from '../../../src/domain/weak-algorithms.js'
import { element, text, type CanonicalXml } from '../../../src/saml/xml/canonical-writer.js'
import { encryptElement } from '../../../src/saml/xml/encrypt.js'
import {
  AES_128_GCM,
  AES_256_GCM,
  contentEncryption,
  DIGEST_URI,
  KEY_TRANSPORTS,
  keyTransport,
  MGF_URI,
  RSA_OAEP,
  RSA_OAEP_MGF1P,
  type KeyTransport,
} from '../../../src/saml/xml/encryption-algorithms.js'
import { cipherValues, opensslDecrypt } from '../../support/openssl.js'
import { testKey } from '../../support/saml-keys.js'
import { xmlsecDecrypt } from '../../support/saml-xmlsec.js'

const PLAIN = element('a:plain', { 'xmlns:a': 'urn:a' }, text('Ḫans ẞmann & Söhne'))

function encrypted(contentUri: string, transport: KeyTransport | null): CanonicalXml {
  const { publicKey, certificate } = testKey('serviceEncryption')
  const content = contentEncryption(contentUri)
  if (!content || !transport) return expect.fail('no such algorithm')
  return encryptElement(PLAIN, { key: publicKey, certificate, content, transport })
}

describe('an encrypted element', () => {
  it('is opened by xmlsec1 with AES-128 and AES-256', async () => {
    for (const uri of [AES_128_GCM, AES_256_GCM]) {
      const xml = await xmlsecDecrypt(
        encrypted(uri, keyTransport(RSA_OAEP_MGF1P, null, null)),
        testKey('serviceEncryption'),
      )
      expect(xml).to.equal(PLAIN)
    }
  })

  for (const [uri, digest, mgf] of [
    [RSA_OAEP_MGF1P, null, null],
    [RSA_OAEP_MGF1P, DIGEST_URI.sha1, null],
    [RSA_OAEP_MGF1P, DIGEST_URI.sha256, null],
    [RSA_OAEP, null, null],
    [RSA_OAEP, DIGEST_URI.sha1, null],
    [RSA_OAEP, DIGEST_URI.sha256, null],
    [RSA_OAEP, DIGEST_URI.sha256, MGF_URI.sha256],
    [RSA_OAEP, DIGEST_URI.sha1, MGF_URI.sha256],
  ] as const) {
    it(`is opened by OpenSSL with ${uri}, ${digest ?? 'no digest'}, ${mgf ?? 'no MGF'} announced`, () => {
      const transport = keyTransport(uri, digest, mgf)
      const xml = encrypted(AES_256_GCM, transport)
      expect(transport && opensslDecrypt(xml, testKey('serviceEncryption'), transport)).to.equal(PLAIN)
      expect(xml).to.include(
        `<xenc:EncryptionMethod Algorithm="${uri}"><ds:DigestMethod Algorithm="${digest ?? (uri === RSA_OAEP ? DIGEST_URI.sha256 : DIGEST_URI.sha1)}">`,
      )
      expect(xml.includes('xenc11:MGF')).to.equal(uri === RSA_OAEP)
    })
  }

  it('has a fresh key and a fresh IV every time', () => {
    const [first, second] = [1, 2].map(() =>
      cipherValues(encrypted(AES_256_GCM, keyTransport(RSA_OAEP_MGF1P, null, null))),
    )
    expect(first?.[1]?.subarray(0, 12)).to.not.deep.equal(second?.[1]?.subarray(0, 12))
    expect(first?.[0]).to.not.deep.equal(second?.[0])
  })
})

describe('the encryption algorithms', () => {
  it('are GCM and OAEP; CBC and PKCS#1 v1.5 are not among them', () => {
    const xmlenc = 'http://www.w3.org/2001/04/xmlenc#'
    for (const uri of [`${xmlenc}aes256-cbc`, `${xmlenc}aes128-cbc`, `${xmlenc}tripledes-cbc`]) {
      expect(contentEncryption(uri), uri).to.equal(null)
    }
    expect(keyTransport(`${xmlenc}rsa-1_5`, null, null)).to.equal(null)
    expect(KEY_TRANSPORTS.filter((each) => each.includes('1_5') || each.includes('md5'))).to.deep.equal([])
    expect(keyTransport(RSA_OAEP, `${xmlenc}sha512`, null)).to.equal(null)
    expect(keyTransport(RSA_OAEP_MGF1P, `${xmlenc}sha512`, null)).to.equal(null)
  })

  it('are CBC only for who is permitted exactly that', () => {
    const xmlenc = 'http://www.w3.org/2001/04/xmlenc#'
    const permitted = (...weak: readonly WeakAlgorithm[]) =>
      ['aes256-cbc', 'aes128-cbc', 'tripledes-cbc'].filter((name) => contentEncryption(xmlenc + name, new Set(weak)))
    expect(permitted('aes256-cbc')).to.deep.equal(['aes256-cbc'])
    expect(permitted('aes128-cbc')).to.deep.equal(['aes128-cbc'])
    expect(permitted('rsa-sha1', 'sha1')).to.deep.equal([])
  })

  it('take the mask function of rsa-oaep-mgf1p from its definition', () => {
    expect(keyTransport(RSA_OAEP_MGF1P, null, MGF_URI.sha256)).to.include({ digest: 'sha1', mgf: 'sha1' })
  })
})
