import { expect } from 'chai'
import { createSignedXml, DIGESTS, ENVELOPED, EXCLUSIVE_C14N } from '../../../src/saml/xml/xml-signature.js'

const URI = 'urn:one-algorithm'

describe('an instance of the XML signature library', () => {
  const made = createSignedXml({ uri: URI, verify: () => false, sign: () => Promise.reject(new Error('no')) }, null)

  it('knows two transforms, and none that a message could name beside them', () => {
    expect(Object.keys(made.CanonicalizationAlgorithms)).to.have.members([ENVELOPED, EXCLUSIVE_C14N])
  })

  it('knows the digests of the allow-list, SHA-1 not among them', () => {
    expect(Object.keys(made.HashAlgorithms)).to.have.members([...DIGESTS.keys()])
    expect([...DIGESTS.keys()].filter((uri) => /sha1|md5/i.test(uri))).to.deep.equal([])
  })

  it('knows SHA-1 beside them for a sender that an exception permits it, and not for another exception', () => {
    const step = { uri: URI, verify: () => false, sign: () => Promise.reject(new Error('no')) }
    const hashes = (weak: Parameters<typeof createSignedXml>[2]) =>
      Object.keys(createSignedXml(step, null, weak).HashAlgorithms)
    expect(hashes(new Set(['sha1']))).to.have.members([...DIGESTS.keys(), 'http://www.w3.org/2000/09/xmldsig#sha1'])
    expect(hashes(new Set(['rsa-sha1', 'aes256-cbc']))).to.have.members([...DIGESTS.keys()])
  })

  it('knows the one signature algorithm that was checked, no HMAC and no SHA-1', () => {
    expect(Object.keys(made.SignatureAlgorithms)).to.deep.equal([URI])
  })
})
