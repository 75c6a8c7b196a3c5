import { expect } from 'chai'
import { readEnvelope } from '../../src/soap/read-envelope.js'
import { SoapError } from '../../src/soap/soap-error.js'
import { ANSWER, soapMessage, WSSE, WSU, type SoapDraft } from '../support/soap-message.js'
import { pemOf, testKey } from '../support/xml-keys.js'

const NOW = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'

describe('a signed SOAP message', () => {
  const server = testKey()
  const stranger = testKey()

  const read = (change: Partial<SoapDraft> = {}, now = NOW) =>
    readEnvelope(soapMessage({ key: server, at: NOW, ...change }), [server.publicKey], now)

  const refusal = (change: Partial<SoapDraft> = {}, now = NOW): string => {
    try {
      read(change, now)
      return 'accepted'
    } catch (error) {
      if (!(error instanceof SoapError)) throw error
      return error.rule
    }
  }

  const edit =
    (from: string | RegExp, to: string) =>
    (message: string): string => {
      const edited = message.replace(from, to)
      expect(edited, 'the edit changes something').not.to.equal(message)
      return edited
    }

  it('gives the one element of its Body', () => {
    const { content, signature } = read()
    expect(content).to.include({ name: 'answer', namespace: 'urn:x' })
    expect(content.children).to.deep.equal(['yes'])
    expect(signature).to.match(/^[\w-]{43}$/)
  })

  it('is known again when somebody makes another valid signature of its ECDSA signature', () => {
    const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const mirrored = (value: string): string => {
      const bytes = Buffer.from(value, 'base64')
      const s = ORDER - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
      const other = Buffer.from(s.toString(16).padStart(64, '0'), 'hex')
      return Buffer.concat([bytes.subarray(0, 32), other]).toString('base64')
    }
    const ec = testKey('EC-P-256')
    const message = soapMessage({ key: ec, at: NOW, signatureUri: `${MORE}ecdsa-sha256` })
    const again = message.replace(/(?<=<ds:SignatureValue>)[^<]*/, mirrored)
    expect(again).not.to.equal(message)
    const [first, second] = [message, again].map((each) => readEnvelope(each, [ec.publicKey], NOW).signature)
    expect(second).to.equal(first)
    const later = soapMessage({ key: ec, at: NOW + 1, signatureUri: `${MORE}ecdsa-sha256` })
    expect(readEnvelope(later, [ec.publicKey], NOW).signature).not.to.equal(first)
  })

  it('may be signed by any of several known keys, and by EC and PSS keys', () => {
    const message = soapMessage({ key: server, at: NOW })
    expect(readEnvelope(message, [stranger.publicKey, server.publicKey], NOW).content.name).to.equal('answer')
    const ec = testKey('EC-P-256')
    const byEc = soapMessage({ key: ec, at: NOW, signatureUri: `${MORE}ecdsa-sha256` })
    expect(readEnvelope(byEc, [ec.publicKey], NOW).content.name).to.equal('answer')
    expect(refusal({ signatureUri: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' })).to.equal('accepted')
  })

  it('is refused unsigned, or signed by somebody else, whatever certificate it carries', () => {
    expect(refusal({ change: edit(/<ds:Signature .*<\/ds:Signature>/, '') })).to.equal('soap-signature')
    expect(refusal({ key: stranger })).to.equal('soap-signature')
    const certificate = pemOf(stranger.certificate).replace(/-----[^-]+-----|\s/g, '')
    const keyInfo = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
    expect(refusal({ key: stranger, keyInfo })).to.equal('soap-signature')
    expect(readEnvelope(soapMessage({ key: server, at: NOW, keyInfo }), [server.publicKey], NOW)).to.be.an('object')
    expect(refusal({ signatureUri: `${MORE}ecdsa-sha256`, key: testKey('EC-P-256') })).to.equal('soap-signature')
  })

  it('is refused where a single character was changed', () => {
    expect(refusal({ change: edit('>yes<', '>no<') })).to.equal('soap-signature')
    expect(refusal({ change: edit('2026-11-20T12:01', '2026-11-20T13:01') })).to.equal('soap-signature')
  })

  it('is refused where Body or Timestamp is not signed', () => {
    expect(refusal({ signs: ['timestamp'] })).to.equal('soap-signature')
    expect(refusal({ signs: ['body'] })).to.equal('soap-signature')
    expect(refusal({ signs: ['body', 'body', 'timestamp'] })).to.equal('soap-signature')
  })

  it('is refused where the signed Body lies elsewhere and another one is in its place', () => {
    const body = /(<S:Body .*<\/S:Body>)/
    const evil = '<S:Body><x:answer xmlns:x="urn:x">no</x:answer></S:Body>'
    const wrapped = (message: string): string => {
      const [signed = ''] = body.exec(message) ?? []
      return message.replace(signed, evil).replace('</S:Header>', `<w:w xmlns:w="urn:w">${signed}</w:w></S:Header>`)
    }
    expect(refusal({ change: wrapped })).to.equal('soap-signature')
    const named = evil.replace('<S:Body>', `<S:Body xmlns:wsu="${WSU}" wsu:Id="b">`)
    for (const spelling of [named, named.replace('wsu:Id', 'ID'), named.replace('wsu:Id', 'id')]) {
      const change = (message: string): string => {
        const [signed = ''] = body.exec(message) ?? []
        return message
          .replace(signed, spelling)
          .replace('</S:Header>', `<w:w xmlns:w="urn:w">${signed}</w:w></S:Header>`)
      }
      expect(refusal({ change }), spelling).to.equal('soap-signature')
    }
    expect(refusal({ change: edit('</S:Envelope>', `${evil}</S:Envelope>`) })).to.equal('soap-shape')
    expect(refusal({ change: edit('<S:Header>', `${evil}<S:Header>`) })).to.equal('soap-shape')
  })

  it('is refused where an id occurs twice, in whatever spelling', () => {
    for (const id of ['id="t"', 'Id="t"', 'ID="t"', `xmlns:wsu="${WSU}" wsu:Id="t"`]) {
      expect(refusal({ change: edit('<S:Header>', `<S:Header><w:w xmlns:w="urn:w" ${id}></w:w>`) }), id).to.equal(
        'soap-signature',
      )
    }
    expect(refusal({ change: edit('<S:Header>', '<S:Header><w:w xmlns:w="urn:w" Id="u"></w:w>') })).to.equal('accepted')
  })

  it('is refused where the signed Timestamp lies elsewhere and a fresh one is in its place', () => {
    const change = (message: string): string => {
      const [signed = ''] = /<wsu:Timestamp .*<\/wsu:Timestamp>/.exec(message) ?? []
      const fresh = signed.replace('wsu:Id="t"', 'wsu:Id="u"')
      return message.replace(signed, fresh).replace('</S:Header>', `<w:w xmlns:w="urn:w">${signed}</w:w></S:Header>`)
    }
    expect(refusal({ change })).to.equal('soap-signature')
  })

  it('has one security header, one Timestamp and one Signature, and no Signature elsewhere', () => {
    const security = /<wsse:Security .*<\/wsse:Security>/
    const again = (message: string): string =>
      message.replace(security, (found) => `${found}<wsse:Security xmlns:wsse="${WSSE}"></wsse:Security>`)
    expect(refusal({ change: again })).to.equal('soap-signature')
    expect(
      refusal({
        change: edit('</wsse:Security>', `<wsu:Timestamp xmlns:wsu="${WSU}"></wsu:Timestamp></wsse:Security>`),
      }),
    ).to.equal('soap-signature')
    const ds = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>'
    expect(refusal({ change: edit('</wsse:Security>', `${ds}</wsse:Security>`) })).to.equal('soap-signature')
    expect(refusal({ change: edit('</S:Header>', `<w:w xmlns:w="urn:w">${ds}</w:w></S:Header>`) })).to.equal(
      'soap-signature',
    )
    expect(refusal({ content: ANSWER.replace('yes', ds) })).to.equal('soap-signature')
  })

  it('is refused with algorithms and transforms that are not on the list', () => {
    expect(refusal({ signatureUri: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })).to.equal('soap-signature')
    expect(refusal({ signatureUri: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1' })).to.equal('soap-signature')
    expect(refusal({ digestUri: 'http://www.w3.org/2000/09/xmldsig#sha1' })).to.equal('soap-signature')
    expect(refusal({ canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' })).to.equal('soap-signature')
    const exclusive = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform>'
    for (const transforms of [
      '',
      '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>',
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>',
      `${exclusive}${exclusive}`,
      exclusive.replace('></', '><x></x></'),
    ]) {
      expect(refusal({ transforms }), transforms).to.equal('soap-signature')
    }
  })

  it('may be in exclusive canonical form with comments, of which it has none', () => {
    const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments'
    const transforms = `<ds:Transform Algorithm="${exclusive}"></ds:Transform>`
    expect(refusal({ canonicalization: exclusive, transforms })).to.equal('accepted')
    for (const other of ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2006/12/xml-c14n11']) {
      expect(refusal({ canonicalization: other }), other).to.equal('soap-signature')
    }
  })

  it('is refused with parts that a signature here does not have', () => {
    const object = '<ds:Object></ds:Object>'
    expect(refusal({ keyInfo: object })).to.equal('soap-signature')
    expect(refusal({ keyInfo: `<ds:KeyInfo></ds:KeyInfo>${object}` })).to.equal('soap-signature')
    for (const bodyUri of ['', '#gone', 'https://evil.example/b', "#b'", '#xpointer(/)']) {
      expect(refusal({ bodyUri }), bodyUri).to.equal('soap-signature')
    }
    expect(refusal({ change: edit('<ds:SignatureValue>', '<ds:SignatureValue>!') })).to.equal('soap-signature')
  })

  it('counts for five minutes, by a clock that may be two minutes off', () => {
    expect(refusal({}, NOW + 2 * MINUTE)).to.equal('accepted')
    expect(refusal({}, NOW - 2 * MINUTE)).to.equal('accepted')
    expect(refusal({}, NOW - 3 * MINUTE)).to.equal('soap-stale')
    const created = '<wsu:Created>2026-11-20T12:00:00Z</wsu:Created>'
    expect(refusal({ timestamp: created }, NOW + 5 * MINUTE)).to.equal('accepted')
    expect(refusal({ timestamp: created }, NOW + 5 * MINUTE + 1)).to.equal('soap-stale')
    expect(refusal({}, NOW + 4 * MINUTE), 'Expires is one minute after Created').to.equal('soap-stale')
    for (const timestamp of [
      '',
      created + created,
      created.replace('Z', '+01:00'),
      created.replace('12:00:00', 'noon'),
      created.replace('</wsu', '<x></x></wsu'),
    ]) {
      expect(refusal({ timestamp }), timestamp).to.equal('soap-stale')
    }
  })

  it('is refused with a DOCTYPE, a comment, CDATA or a processing instruction', () => {
    for (const [from, to] of [
      ['<S:Envelope', '<!DOCTYPE x [<!ENTITY e "yes">]><S:Envelope'],
      ['yes', 'y<!-- -->es'],
      ['yes', '<![CDATA[yes]]>'],
      ['yes', '<?x y?>yes'],
      ['</S:Envelope>', ''],
    ] as const) {
      expect(refusal({ change: edit(from, to) }), to).to.equal('soap-xml')
    }
  })

  it('is refused as another kind of message', () => {
    expect(
      refusal({ change: edit(/schemas.xmlsoap.org\/soap\/envelope\//g, 'www.w3.org/2003/05/soap-envelope') }),
    ).to.equal('soap-shape')
    expect(refusal({ content: '' })).to.equal('soap-shape')
    expect(refusal({ content: ANSWER + ANSWER })).to.equal('soap-shape')
    expect(refusal({ change: edit(/<S:Header>.*<\/S:Header>/, '') })).to.equal('soap-shape')
  })

  it('tells of a signed fault, and of none that anybody wrote', () => {
    const fault = '<S:Fault><faultcode>S:Server</faultcode><faultstring>secret</faultstring></S:Fault>'
    expect(refusal({ content: fault })).to.equal('soap-fault')
    expect(refusal({ content: fault, key: stranger })).to.equal('soap-signature')
    expect(refusal({ content: fault.replace('<faultcode>', '<faultcode>S:Client</faultcode><faultcode>') })).to.equal(
      'soap-shape',
    )
    expect(() => read({ content: fault })).to.throw(SoapError, /^(?!.*secret)/)
  })
})
