import { expect } from 'chai'
import { testKey } from '../../support/xml-keys.js'
import { keyDescriptor } from '../../support/xml-metadata.js'
import { read, refusedBy, rulesOf } from '../../support/xml-service.js'

describe('keys of a partner', () => {
  const key = testKey('RSA-3072')
  const second = testKey('EC-P-256')

  const descriptor = (info: string, use = 'signing') =>
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo>${info}</ds:KeyInfo></md:KeyDescriptor>`

  it('are read in order, several of them, each with its use', () => {
    const keys =
      keyDescriptor(key.certificate) + keyDescriptor(second.certificate) + keyDescriptor(key.certificate, null)
    const { metadata, findings } = read({ keys })
    expect(metadata.keys.map(({ use, certificate }) => [use, certificate])).to.deep.equal([
      ['signing', key.certificate],
      ['signing', second.certificate],
      ['both', key.certificate],
    ])
    expect(findings).to.deep.equal([])
  })

  it('of RSA below 2048 bits are refused', () => {
    expect(refusedBy({ keys: keyDescriptor(testKey('RSA-1024').certificate) })).to.equal('metadata-key')
    expect(refusedBy({ keys: keyDescriptor(testKey('RSA-1024').certificate, 'encryption') })).to.equal('metadata-key')
  })

  it('of RSA below 3072 bits are taken with a dated warning', () => {
    const entity = read({ keys: keyDescriptor(testKey('RSA-2048').certificate) })
    expect(rulesOf(entity)).to.deep.equal(['metadata-key-short'])
    expect(entity.findings[0]?.data).to.deep.equal({ descriptor: 1, bits: 2048 })
  })

  it('for encryption without any AES-GCM are taken with a warning: what is sent may not be readable', () => {
    const listing = (...uris: readonly string[]) => {
      const methods = uris.map((uri) => `<md:EncryptionMethod Algorithm="${uri}"/>`).join('')
      return rulesOf(read({ keys: keyDescriptor(key.certificate, 'encryption', methods) }))
    }
    const [xmlenc, xmlenc11] = ['http://www.w3.org/2001/04/xmlenc#', 'http://www.w3.org/2009/xmlenc11#']
    expect(listing(`${xmlenc}aes256-cbc`, `${xmlenc}rsa-oaep-mgf1p`)).to.deep.equal(['metadata-encryption-weak'])
    expect(listing(`${xmlenc}tripledes-cbc`)).to.deep.equal(['metadata-encryption-weak'])
    expect(listing(`${xmlenc}aes256-cbc`, `${xmlenc11}aes128-gcm`)).to.deep.equal([])
    expect(listing(`${xmlenc}rsa-oaep-mgf1p`)).to.deep.equal([])
    expect(listing()).to.deep.equal([])
  })

  it('whose certificate has expired are taken with a warning', () => {
    const expired = testKey('RSA-3072', Date.UTC(2026, 9, 31))
    const entity = read({ keys: keyDescriptor(expired.certificate) })
    expect(entity.metadata.keys).to.have.length(1)
    expect(rulesOf(entity)).to.deep.equal(['metadata-certificate-expired'])
    expect(entity.findings[0]?.data).to.deep.equal({ descriptor: 1, notAfter: Date.UTC(2026, 9, 31) })
  })

  it('in a certificate that cannot be read are refused', () => {
    expect(refusedBy({ keys: keyDescriptor('AAAA') })).to.equal('metadata-certificate')
    expect(refusedBy({ keys: keyDescriptor(key.certificate.slice(0, 400)) })).to.equal('metadata-certificate')
  })

  it('of which there is a name alone, or a value of an unknown kind, are told and left out', () => {
    for (const info of [
      '<ds:KeyName>k</ds:KeyName>',
      '<ds:X509Data><ds:X509SubjectName>CN=k</ds:X509SubjectName></ds:X509Data>',
      '<ds:KeyValue><x:GostKeyValue xmlns:x="urn:x"/></ds:KeyValue>',
    ]) {
      const keys = descriptor(info)
      expect(rulesOf(read({ keys })), info).to.deep.equal(['metadata-key-left-out'])
      expect(refusedBy({ keys, roleAttributes: ' AuthnRequestsSigned="true"' })).to.equal('metadata-no-signing-key')
      expect(read({ keys: keys + keyDescriptor(key.certificate) }).metadata.keys).to.have.length(1)
    }
  })

  it('of the authorities in a certificate chain are not taken', () => {
    const chain = keyDescriptor(key.certificate).replace(
      '</ds:X509Certificate>',
      `</ds:X509Certificate><ds:X509Certificate>${second.certificate}</ds:X509Certificate>`,
    )
    const entity = read({ keys: chain })
    expect(entity.metadata.keys.map(({ certificate }) => certificate)).to.deep.equal([key.certificate])
    expect(rulesOf(entity)).to.deep.equal(['metadata-key-chain'])
  })

  it('on elliptic curves sign but are not encrypted to', () => {
    expect(read({ keys: keyDescriptor(second.certificate, null) }).metadata.keys[0]?.use).to.equal('signing')
    const entity = read({ keys: keyDescriptor(second.certificate, 'encryption') })
    expect(entity.metadata.keys).to.deep.equal([])
    expect(rulesOf(entity)).to.deep.equal(['metadata-key-encryption', 'metadata-encryption-impossible'])
  })

  describe('for encryption', () => {
    const rsa = keyDescriptor(key.certificate, 'encryption')
    const impossible = (keys: string) => rulesOf(read({ keys })).includes('metadata-encryption-impossible')
    const announced = (keys: string) => read({ keys }).metadata.encryptionAnnounced
    const nameOnly = (use: string) =>
      `<md:KeyDescriptor${use}><ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>`

    it('are announced by every key that is not for signing alone', () => {
      expect(announced('')).to.equal(false)
      expect(announced(keyDescriptor(key.certificate) + nameOnly(' use="signing"'))).to.equal(false)
      for (const keys of [rsa, keyDescriptor(key.certificate, null), keyDescriptor(second.certificate, null)]) {
        expect(announced(keys)).to.equal(true)
      }
      expect(announced(nameOnly(' use="encryption"') + keyDescriptor(key.certificate))).to.equal(true)
      expect(announced(nameOnly(''))).to.equal(true)
    })

    it('are told where the broker can encrypt to none of them', () => {
      const signing = keyDescriptor(key.certificate)
      for (const keys of [
        signing + keyDescriptor(second.certificate, 'encryption'),
        keyDescriptor(second.certificate, null),
        signing + nameOnly(' use="encryption"'),
      ]) {
        expect(impossible(keys), keys).to.equal(true)
      }
      for (const keys of ['', signing, rsa, rsa + keyDescriptor(second.certificate, null)]) {
        expect(impossible(keys), keys).to.equal(false)
      }
    })
  })

  it('are needed by a service that signs its requests', () => {
    for (const value of ['true', '1']) {
      const roleAttributes = ` AuthnRequestsSigned="${value}"`
      expect(refusedBy({ roleAttributes })).to.equal('metadata-no-signing-key')
      expect(refusedBy({ roleAttributes, keys: keyDescriptor(key.certificate, 'encryption') })).to.equal(
        'metadata-no-signing-key',
      )
      expect(
        read({ roleAttributes, keys: keyDescriptor(key.certificate, null) }).metadata.authnRequestsSigned,
      ).to.equal(true)
    }
    expect(read({ roleAttributes: ' AuthnRequestsSigned="0"' }).metadata.authnRequestsSigned).to.equal(false)
  })
})
