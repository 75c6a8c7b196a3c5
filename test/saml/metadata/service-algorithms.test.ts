import { expect } from 'chai'
import { testKey } from '../../support/xml-keys.js'
import { keyDescriptor, spMetadata } from '../../support/xml-metadata.js'
import { read, readText, rulesOf } from '../../support/xml-service.js'

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#'

describe('the algorithms that a partner names', () => {
  const key = testKey('RSA-3072')
  const extensions = (name: string, ...uris: readonly string[]) => ({
    extensions: uris.map((uri) => `<alg:${name} Algorithm="${uri}"/>`).join(''),
  })

  it('are told where none of them signs an answer', () => {
    expect(rulesOf(read(extensions('SigningMethod', `${DSIG}rsa-sha1`, `${DSIG}dsa-sha1`)))).to.deep.equal([
      'metadata-signature-algorithms',
    ])
    expect(rulesOf(read(extensions('SigningMethod', `${DSIG}rsa-sha1`, `${MORE}rsa-sha256`)))).to.deep.equal([])
  })

  it('are told where none of them makes a digest', () => {
    expect(rulesOf(read(extensions('DigestMethod', `${DSIG}sha1`)))).to.deep.equal(['metadata-digest-algorithms'])
    expect(rulesOf(read(extensions('DigestMethod', `${DSIG}sha1`, `${XMLENC}sha256`)))).to.deep.equal([])
  })

  it('are told where none of them carries a content key', () => {
    const listing = (...methods: readonly string[]) =>
      rulesOf(read({ keys: keyDescriptor(key.certificate, 'encryption', methods.join('')) }))
    const method = (uri: string, inside = '') =>
      `<md:EncryptionMethod Algorithm="${uri}">${inside}</md:EncryptionMethod>`
    const digest = (uri: string) => `<ds:DigestMethod Algorithm="${uri}"/>`
    expect(listing(method(`${XMLENC}rsa-1_5`))).to.deep.equal(['metadata-key-transport'])
    expect(listing(method(`${XMLENC}rsa-oaep-mgf1p`, digest(`${XMLENC}sha512`)))).to.deep.equal([
      'metadata-key-transport',
    ])
    expect(listing(method(`${XMLENC}rsa-1_5`), method(`${XMLENC}rsa-oaep-mgf1p`, digest(`${DSIG}sha1`)))).to.deep.equal(
      [],
    )
  })

  it('tell whether CBC is listed, which an operator may permit for a time', () => {
    const found = (uri: string) => {
      const method = `<md:EncryptionMethod Algorithm="${uri}"/>`
      return read({ keys: keyDescriptor(key.certificate, 'encryption', method) }).findings[0]?.data
    }
    expect(found(`${XMLENC}aes256-cbc`)).to.deep.equal({ descriptor: 1, hasCbc: true })
    expect(found(`${XMLENC}tripledes-cbc`)).to.deep.equal({ descriptor: 1, hasCbc: false })
  })

  it('are guessed from the signature that the metadata carry, if it is made with SHA-1', () => {
    const signature = (uri: string) =>
      `<ds:Signature><ds:SignedInfo><ds:SignatureMethod Algorithm="${uri}"/></ds:SignedInfo></ds:Signature>`
    const rules = (uri: string, keys = keyDescriptor(key.certificate)) => {
      const text = spMetadata({ keys }).replace(/^<md:EntityDescriptor [^>]*>/, `$&${signature(uri)}`)
      const [entity] = readText(text).entities
      return entity && rulesOf(entity)
    }
    expect(rules(`${DSIG}rsa-sha1`)).to.deep.equal(['metadata-sha1'])
    expect(rules(`${MORE}rsa-sha256`)).to.deep.equal([])
    expect(rules(`${DSIG}rsa-sha1`, '')).to.deep.equal([])
  })
})
