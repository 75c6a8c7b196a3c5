import { expect } from 'chai'
import { EXCLUSIVE_C14N } from '../../../src/saml/xml/canonicalization-method.js'
import { createSignedXml } from '../../../src/saml/xml/signed-xml.js'
import { acceptedDigests, DIGESTS, ENVELOPED } from '../../../src/saml/xml/xml-signature.js'

const URI = 'urn:one-algorithm'

describe('an instance of the XML signature library', () => {
  const made = createSignedXml({ uri: URI, sign: () => Promise.reject(new Error('no')) }, null)

  it('knows two transforms, and none that a message could name beside them', () => {
    expect(Object.keys(made.CanonicalizationAlgorithms)).to.have.members([ENVELOPED, EXCLUSIVE_C14N])
  })

  it('knows the digests of the allow-list, SHA-1 not among them', () => {
    expect(Object.keys(made.HashAlgorithms)).to.have.members([...DIGESTS.keys()])
    expect([...DIGESTS.keys()].filter((uri) => /sha1|md5/i.test(uri))).to.deep.equal([])
  })

  it('knows the one signature algorithm that was checked, no HMAC and no SHA-1', () => {
    expect(Object.keys(made.SignatureAlgorithms)).to.deep.equal([URI])
  })
})

describe('the digests of a sender', () => {
  it('have SHA-1 beside them where an exception permits it, and not for another exception', () => {
    const hashes = (weak: Parameters<typeof acceptedDigests>[0]) => [...acceptedDigests(weak).keys()]
    expect(hashes(new Set(['sha1']))).to.have.members([...DIGESTS.keys(), 'http://www.w3.org/2000/09/xmldsig#sha1'])
    expect(hashes(new Set(['rsa-sha1', 'aes256-cbc']))).to.have.members([...DIGESTS.keys()])
  })
})
