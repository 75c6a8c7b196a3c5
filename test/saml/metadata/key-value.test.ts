import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { storedPublicKey } from '../../../src/crypto/service-key.js'
import { CURVE_IDENTIFIERS, ecKeyValue, ecValue, pointOf, rsaKeyValue } from '../../support/key-values.js'
import { testKey } from '../../support/xml-keys.js'
import { keyDescriptor } from '../../support/xml-metadata.js'
import { read, refusedBy, rulesOf } from '../../support/xml-service.js'

describe('a key of a partner that comes as ds:KeyValue', () => {
  const rsa = testKey('RSA-3072')
  const ec = testKey('EC-P-256')
  const certificate = (base64: string) =>
    `<ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data>`
  const descriptor = (info: string, use = ' use="signing"') =>
    `<md:KeyDescriptor${use}><ds:KeyInfo>${info}</ds:KeyInfo></md:KeyDescriptor>`
  const signs = { roleAttributes: ' AuthnRequestsSigned="true"' }

  it('is the key of a service that signs, without any certificate', () => {
    const entity = read({ ...signs, keys: descriptor(rsaKeyValue(rsa.publicKey)) })
    expect(entity.findings).to.deep.equal([])
    expect(entity.metadata.keys).to.deep.equal([
      { use: 'signing', publicKey: storedPublicKey(rsa.publicKey), certificate: null, encryptionMethods: [] },
    ])
  })

  it('is encrypted to if it is RSA', () => {
    const keys = descriptor(rsaKeyValue(rsa.publicKey), '')
    const { metadata } = read({ keys })
    expect(metadata.keys.map(({ use }) => use)).to.deep.equal(['both'])
    expect(metadata.encryptionAnnounced).to.equal(true)
  })

  for (const curve of Object.keys(CURVE_IDENTIFIERS) as (keyof typeof CURVE_IDENTIFIERS)[]) {
    it(`is read on the curve ${curve}`, () => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
      const { metadata } = read({ ...signs, keys: descriptor(ecKeyValue(publicKey, curve)) })
      expect(metadata.keys[0]?.publicKey).to.equal(storedPublicKey(publicKey))
    })
  }

  it('may stand beside a certificate of the same key, which is kept', () => {
    for (const info of [
      rsaKeyValue(rsa.publicKey) + certificate(rsa.certificate),
      certificate(rsa.certificate) + rsaKeyValue(rsa.publicKey) + rsaKeyValue(rsa.publicKey),
    ]) {
      const entity = read({ keys: descriptor(info) })
      expect(entity.metadata.keys.map((key) => key.certificate)).to.deep.equal([rsa.certificate])
      expect(entity.findings).to.deep.equal([])
    }
    expect(
      read({ keys: descriptor(certificate(ec.certificate) + ecKeyValue(ec.publicKey, 'prime256v1')) }).findings,
    ).to.deep.equal([])
  })

  it('is refused beside a certificate, or another value, of another key', () => {
    const other = testKey('RSA-2048')
    for (const info of [
      rsaKeyValue(other.publicKey) + certificate(rsa.certificate),
      certificate(rsa.certificate) + rsaKeyValue(other.publicKey),
      certificate(rsa.certificate) + ecKeyValue(ec.publicKey, 'prime256v1'),
      rsaKeyValue(rsa.publicKey) + rsaKeyValue(other.publicKey),
    ]) {
      expect(refusedBy({ keys: descriptor(info) }), info).to.equal('metadata-key-mismatch')
    }
  })

  it('counts only if it is as strong as one in a certificate', () => {
    expect(refusedBy({ keys: descriptor(rsaKeyValue(testKey('RSA-1024').publicKey)) })).to.equal('metadata-key')
    expect(rulesOf(read({ keys: descriptor(rsaKeyValue(testKey('RSA-2048').publicKey)) }))).to.deep.equal([
      'metadata-key-short',
    ])
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-65)
    for (const uri of ['urn:oid:1.3.132.0.10', '1.3.132.0.10', '']) {
      expect(refusedBy({ keys: descriptor(ecValue(uri, point)) }), uri).to.equal('metadata-key')
    }
    const explicit = ecValue('', point).replace(/<dsig11:NamedCurve[^>]*>/, '<dsig11:ECParameters/>')
    expect(refusedBy({ keys: descriptor(explicit) })).to.equal('metadata-key')
    const dsa = '<ds:KeyValue><ds:DSAKeyValue><ds:Y>AQAB</ds:Y></ds:DSAKeyValue></ds:KeyValue>'
    expect(refusedBy({ keys: descriptor(dsa) })).to.equal('metadata-key')
  })

  it('is refused if it cannot be read', () => {
    const good = rsaKeyValue(rsa.publicKey)
    const point = pointOf(ec.publicKey, 'prime256v1')
    const moved = Buffer.from(point)
    moved[40] = (moved[40] ?? 0) ^ 1
    for (const [value, rule] of [
      [good.replace(/<ds:Exponent>[^<]*/, '<ds:Exponent>'), 'metadata-key-value'],
      [good.replace('<ds:Modulus>', '<ds:Modulus>*'), 'metadata-key-value'],
      [good.replace(/<ds:Modulus>[^<]*<\/ds:Modulus>/, ''), 'metadata-schema'],
      [good.replace('<ds:Exponent>', '<ds:Exponent>AA=='), 'metadata-schema'],
      [ecValue('urn:oid:1.2.840.10045.3.1.7', moved), 'metadata-key-value'],
      [ecValue('urn:oid:1.2.840.10045.3.1.7', point.subarray(0, 40)), 'metadata-key-value'],
      [ecValue('urn:oid:1.3.132.0.34', point), 'metadata-key-value'],
      [ecValue('urn:oid:1.2.840.10045.3.1.7', Buffer.alloc(0)), 'metadata-key-value'],
      [
        ecKeyValue(ec.publicKey, 'prime256v1').replace('</dsig11:PublicKey>', '=</dsig11:PublicKey>'),
        'metadata-key-value',
      ],
      [
        ecKeyValue(ec.publicKey, 'prime256v1').replace(/<dsig11:PublicKey>.*<\/dsig11:PublicKey>/, ''),
        'metadata-key-value',
      ],
    ] as const) {
      expect(refusedBy({ keys: descriptor(value) }), value).to.equal(rule)
    }
  })

  it('of an unknown kind changes nothing about the certificate beside it', () => {
    const unknown = '<ds:KeyValue><x:OldCurve xmlns:x="urn:x"/></ds:KeyValue>'
    const entity = read({ keys: descriptor(unknown + certificate(rsa.certificate)) + keyDescriptor(ec.certificate) })
    expect(entity.metadata.keys.map((key) => key.certificate)).to.deep.equal([rsa.certificate, ec.certificate])
  })
})
