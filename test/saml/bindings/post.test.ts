import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { readPost } from '../../../src/saml/bindings/post.js'
import { refusalOf } from '../../support/saml-errors.js'
import { authnRequest, deflated, postFields } from '../../support/saml-requests.js'

const XML = authnRequest()
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')
const refused = (fields: Record<string, string>) => refusalOf(() => readPost(fields))

describe('a request by HTTP-POST', () => {
  it('is read with its RelayState', () => {
    const message = readPost(postFields(XML, 'ticket 17+ä&'))
    expect(message).to.include({ binding: 'post', xml: XML, relayState: 'ticket 17+ä&', detached: null })
    expect(readPost(postFields(XML)).relayState).to.equal(null)
    expect(readPost(postFields(XML, '')).relayState).to.equal('')
  })

  it('is understood deflated, as node-saml sends it by default', () => {
    expect(readPost({ SAMLRequest: deflated(XML) }).xml).to.equal(XML)
  })

  it('may begin with blanks or a byte order mark', () => {
    expect(readPost(postFields(`\r\n ${XML}`)).xml).to.equal(`\r\n ${XML}`)
    expect(readPost(postFields(`\uFEFF${XML}`)).xml).to.equal(XML)
  })

  it('is taken in base64 with line breaks', () => {
    const lines = base64(XML).replace(/.{76}/g, '$&\r\n')
    expect(readPost({ SAMLRequest: lines }).xml).to.equal(XML)
  })

  it('has a fingerprint of SAMLRequest as sent', () => {
    const fields = postFields(XML)
    const digest = createHash('sha256')
      .update(fields['SAMLRequest'] ?? '')
      .digest('base64url')
    expect(readPost(fields).fingerprint).to.equal(digest)
  })

  it('is refused without SAMLRequest', () => {
    expect(refused({})).to.equal('saml-missing-message')
    expect(refused({ SAMLRequest: '', RelayState: 'x' })).to.equal('saml-missing-message')
  })

  it('is refused with a structured field or beside another message', () => {
    for (const name of ['SAMLRequest[]', 'RelayState[0]', 'SAMLResponse', 'SAMLart']) {
      expect(refused({ ...postFields(XML), [name]: 'x' }), name).to.equal('saml-parameters')
    }
  })

  it('is refused with the signature of the SimpleSign binding, which would be overlooked', () => {
    expect(refused({ ...postFields(XML), SigAlg: 'x', Signature: 'eA==' })).to.equal('saml-parameters')
  })

  it('is refused if it is neither XML nor a whole DEFLATE stream in base64', () => {
    const stream = deflateRawSync(XML)
    const broken = ['%%%%', base64('hello'), base64(stream.subarray(0, -2)), base64(Buffer.concat([stream, stream]))]
    for (const SAMLRequest of broken) expect(refused({ SAMLRequest }), SAMLRequest).to.equal('saml-encoding')
  })

  it('is refused above 128 KiB, plain and while inflating', () => {
    const large = `<a>${' '.repeat(131_072)}</a>`
    expect(refused({ SAMLRequest: base64(large) })).to.equal('saml-encoding')
    expect(refused({ SAMLRequest: deflated(large) })).to.equal('saml-encoding')
  })

  it('is refused if it is not UTF-8', () => {
    expect(refused({ SAMLRequest: base64(Buffer.from('<a>\xe4</a>', 'latin1')) })).to.equal('saml-encoding')
  })

  it('is refused with a RelayState above 1,024 bytes', () => {
    expect(readPost(postFields(XML, 'x'.repeat(1024))).relayState).to.have.length(1024)
    expect(refused(postFields(XML, 'x'.repeat(1025)))).to.equal('saml-relay-state')
  })
})
