import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import fc from 'fast-check'
import { readRedirect } from '../../../src/saml/bindings/redirect.js'
import { refusalOf } from '../../support/saml-errors.js'
import { authnRequest, deflated, redirectQuery, signedRedirectQuery } from '../../support/saml-requests.js'

const XML = authnRequest()
const QUERY = redirectQuery(XML)
const base64 = (bytes: Uint8Array) => encodeURIComponent(Buffer.from(bytes).toString('base64'))
const refused = (query: string) => refusalOf(() => readRedirect(query))

describe('a request by HTTP-Redirect', () => {
  it('is inflated and read with its RelayState', () => {
    const message = readRedirect(redirectQuery(XML, 'ticket 17+ä&'))
    expect(message).to.include({ binding: 'redirect', xml: XML, relayState: 'ticket 17+ä&', detached: null })
  })

  it('tells an absent RelayState from an empty one', () => {
    expect(readRedirect(QUERY).relayState).to.equal(null)
    expect(readRedirect(`${QUERY}&RelayState=`).relayState).to.equal('')
    expect(readRedirect(`${QUERY}&RelayState`).relayState).to.equal('')
  })

  it('takes a plus in RelayState for a blank, as forms encode it', () => {
    expect(readRedirect(`${QUERY}&RelayState=a+b%2Bc`).relayState).to.equal('a b+c')
  })

  it('takes a plus in base64 for itself, where the sender did not escape it', () => {
    const withPlus = Array.from({ length: 50 }, (_, count) => authnRequest({ attributes: { ID: `_${count}` } }))
      .map((xml) => ({ xml, sent: deflated(xml) }))
      .find(({ sent }) => sent.includes('+'))
    expect(readRedirect(`SAMLRequest=${withPlus?.sent ?? ''}`).xml).to.equal(withPlus?.xml)
  })

  it('takes base64 in lines', () => {
    const lines = deflated(XML).replace(/.{60}/g, '$&\r\n')
    expect(readRedirect(`SAMLRequest=${encodeURIComponent(lines)}`).xml).to.equal(XML)
  })

  it('ignores parameters that are nobody’s business', () => {
    expect(readRedirect(`lang=de&${QUERY}&&x[]=1&x[]=2&%E4=1`).xml).to.equal(XML)
  })

  it('has the same fingerprint only with every parameter of the binding exactly as sent', () => {
    const of = (query: string) => readRedirect(query).fingerprint
    const first = of(QUERY)
    expect(of(`lang=de&${QUERY}`)).to.equal(first)
    const signed = `${QUERY}&SigAlg=x&Signature=`
    const others = [
      QUERY.replace('%2F', '%2f'),
      `${QUERY}&RelayState=`,
      `${QUERY}&RelayState=x`,
      `${QUERY}&RelayState=%78`,
      `${signed}eA%3D%3D`,
      `${signed}eQ%3D%3D`,
    ]
    expect(new Set([first, ...others.map(of)])).to.have.property('size', 7)
  })

  it('is refused with a line end or NUL in RelayState', () => {
    for (const lost of ['%00', 'a%0D', '%0a', 'a%0D%0Ab']) {
      expect(refused(`${QUERY}&RelayState=${lost}`), lost).to.equal('saml-relay-state')
    }
  })

  it('keeps the signed octets as sent, in the binding’s order, whatever order they came in', () => {
    const signed = signedRedirectQuery(XML, { relayState: 'x' })
    const pieces = signed.replaceAll('%2F', '%2f').replaceAll('%3A', ':').split('&')
    const message = readRedirect([...pieces].reverse().join('&'))
    expect(Buffer.from(message.detached?.signedOctets ?? []).toString()).to.equal(pieces.slice(0, 3).join('&'))
    expect(message.detached?.algorithm).to.equal('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')
  })

  it('is refused without SAMLRequest', () => {
    for (const query of ['', 'RelayState=x', 'SAMLRequest=', 'SAMLRequest', 'samlrequest=x']) {
      expect(refused(query), query).to.equal('saml-missing-message')
    }
  })

  it('is refused with a repeated parameter', () => {
    for (const twice of ['SAMLRequest=x', 'RelayState=b', 'SigAlg=x', 'SAMLEncoding=x']) {
      expect(refused(`${QUERY}&RelayState=a&SAMLEncoding=x&SigAlg=x&${twice}`), twice).to.equal('saml-parameters')
    }
  })

  it('is refused with a structured or disguised parameter', () => {
    const disguises = ['SAMLRequest[]=x', 'RelayState%5B0%5D=x', 'Signature.a=x', '%52elayState=x']
    for (const disguise of disguises) expect(refused(`${QUERY}&${disguise}`), disguise).to.equal('saml-parameters')
  })

  it('is refused beside another message', () => {
    for (const other of ['SAMLResponse', 'SAMLart']) {
      expect(refused(`${QUERY}&${other}=x`), other).to.equal('saml-parameters')
    }
  })

  it('is refused with half a signature', () => {
    expect(refused(`${QUERY}&SigAlg=x`)).to.equal('saml-parameters')
    expect(refused(`${QUERY}&Signature=eHh4`)).to.equal('saml-parameters')
  })

  it('is refused in another encoding than DEFLATE', () => {
    const deflate = encodeURIComponent('urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE')
    expect(readRedirect(`${QUERY}&SAMLEncoding=${deflate}`).xml).to.equal(XML)
    expect(refused(`${QUERY}&SAMLEncoding=urn:other`)).to.equal('saml-encoding')
  })

  it('is refused if base64 is not base64', () => {
    const sent = deflated(XML)
    const broken = ['%', '$$$$', sent.slice(0, -1), `${sent}=`, `${sent}AA`, sent.replaceAll(/[+/]/g, '-'), 'QQ']
    for (const each of broken.slice(1)) {
      expect(refused(`SAMLRequest=${encodeURIComponent(each)}`), each.slice(-9)).to.equal('saml-encoding')
    }
    expect(refused('SAMLRequest=%')).to.equal('saml-parameters')
    expect(refused(`${QUERY}&SigAlg=x&Signature=!!!!`)).to.equal('saml-encoding')
  })

  it('is refused if the stream is cut off or something follows it', () => {
    const stream = deflateRawSync(XML)
    expect(refused(`SAMLRequest=${base64(stream.subarray(0, -2))}`)).to.equal('saml-encoding')
    expect(refused(`SAMLRequest=${base64(Buffer.concat([stream, Buffer.from('x')]))}`)).to.equal('saml-encoding')
    expect(refused(`SAMLRequest=${base64(Buffer.from(XML))}`)).to.equal('saml-encoding')
  })

  it('is refused while inflating, once it passes 128 KiB', () => {
    expect(readRedirect(`SAMLRequest=${base64(deflateRawSync(' '.repeat(131_072)))}`).xml).to.have.length(131_072)
    expect(refused(`SAMLRequest=${base64(deflateRawSync(' '.repeat(131_073)))}`)).to.equal('saml-encoding')
    expect(refused(`SAMLRequest=${base64(deflateRawSync(Buffer.alloc(64 * 1024 * 1024)))}`)).to.equal('saml-encoding')
  })

  it('is read in UTF-16 with a mark, and in ISO-8859-1 that it declares', () => {
    const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>ä</a>`
    for (const bytes of [
      Buffer.from(`\uFEFF${declared('UTF-16')}`, 'utf16le'),
      Buffer.from(declared('latin1'), 'latin1'),
    ]) {
      const query = `SAMLRequest=${base64(deflateRawSync(bytes))}`
      expect(readRedirect(query).xml).to.equal(declared('UTF-8'))
    }
  })

  it('is refused if it is in no encoding that is accepted', () => {
    expect(refused(`SAMLRequest=${base64(deflateRawSync(Buffer.from('<a>\xe4</a>', 'latin1')))}`)).to.equal(
      'saml-encoding',
    )
    expect(refused(`${QUERY}&RelayState=%E4`)).to.equal('saml-parameters')
  })

  it('is refused with a RelayState above 1,024 bytes', () => {
    expect(readRedirect(redirectQuery(XML, 'ä'.repeat(512))).relayState).to.have.length(512)
    expect(refused(redirectQuery(XML, 'ä'.repeat(513)))).to.equal('saml-relay-state')
  })

  it('gives back any RelayState and text exactly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (state, text) => {
          fc.pre(!text.startsWith('\uFEFF'))
          expect(readRedirect(redirectQuery(text, state))).to.include({ xml: text, relayState: state })
        },
      ),
    )
  })

  it('never fails with anything but the catalogue’s refusals', () => {
    const anyQuery = fc.array(
      fc.constantFrom(
        'SAMLRequest',
        'RelayState',
        'SigAlg',
        'Signature',
        '=',
        '&',
        '%',
        '+',
        '[',
        'a',
        '%FF',
        deflated(XML),
      ),
    )
    fc.assert(
      fc.property(anyQuery, (pieces) => {
        try {
          readRedirect(pieces.join(''))
        } catch (error) {
          expect(error).to.have.property('name', 'BrokerError')
        }
      }),
    )
  })
})
