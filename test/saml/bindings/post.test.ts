import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { readPost } from '../../../src/saml/bindings/post.js'
import { refusalOf } from '../../support/saml-errors.js'
import { authnRequest, deflated, postFields } from '../../support/saml-requests.js'

const XML = authnRequest()
const NAMED = authnRequest({ attributes: { ProviderName: 'Bürgerbüro' } })
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

  it('has the same fingerprint only with the same SAMLRequest and RelayState, as sent', () => {
    const of = (fields: Record<string, string>) => readPost(fields).fingerprint
    const first = of(postFields(XML, 'x'))
    expect(first).to.match(/^[\w-]{43}$/)
    expect(of({ ...postFields(XML, 'x'), lang: 'de' })).to.equal(first)
    const others = [postFields(XML, 'y'), postFields(XML, ''), postFields(XML), postFields(`${XML} `, 'x')].map(of)
    expect(new Set([first, ...others])).to.have.property('size', 5)
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

  it('is read in UTF-16 with a mark and in what its declaration says, and deflated in them', () => {
    const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>${NAMED}`
    for (const bytes of [
      Buffer.from(`\uFEFF${declared('UTF-8')}`, 'utf8'),
      Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le'),
      Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le').swap16(),
      Buffer.from(declared('ISO-8859-1'), 'latin1'),
    ]) {
      expect(readPost({ SAMLRequest: base64(bytes) }).xml).to.equal(declared('UTF-8'))
      expect(readPost({ SAMLRequest: base64(deflateRawSync(bytes)) }).xml).to.equal(declared('UTF-8'))
    }
  })

  it('is refused by the right name if it is UTF-16 without a mark', () => {
    for (const bytes of [Buffer.from(XML, 'utf16le'), Buffer.from(XML, 'utf16le').swap16()]) {
      expect(() => readPost({ SAMLRequest: base64(bytes) }))
        .to.throw('saml-encoding')
        .with.property('detail')
        .match(/UTF-16/)
    }
  })

  it('is refused if it is in no encoding that is accepted', () => {
    expect(refused({ SAMLRequest: base64(Buffer.from('<a>\xe4</a>', 'latin1')) })).to.equal('saml-encoding')
  })

  it('is refused with a RelayState above 1,024 bytes', () => {
    expect(readPost(postFields(XML, 'x'.repeat(1024))).relayState).to.have.length(1024)
    expect(refused(postFields(XML, 'x'.repeat(1025)))).to.equal('saml-relay-state')
  })

  it('is refused with a RelayState that a form would not bring back as it was', () => {
    for (const lost of ['a\0', '\r', 'a\nb', 'a\r\nb']) {
      expect(() => readPost(postFields(XML, lost)), JSON.stringify(lost))
        .to.throw(BrokerError)
        .that.deep.includes({ code: 'saml-relay-state', detail: 'NUL or a line end in it' })
    }
    expect(readPost(postFields(XML, 'a\tb\u2028')).relayState).to.equal('a\tb\u2028')
  })
})
