import { expect } from 'chai'
import { NS } from '../../../src/saml/namespaces.js'
import { childNamed, elements, textOf } from '../../../src/saml/xml/node.js'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { signatureShape } from '../../../src/saml/xml/signature-shape.js'
import { samlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import { authnRequest, envelopedSigned, postFields } from '../../support/saml-requests.js'

describe('an element of the right name in another namespace', () => {
  it('is not read in place of the real one, wherever it stands', () => {
    const root = parseXml(
      `<p:AuthnRequest xmlns:p="${NS.protocol}"><Issuer xmlns="urn:x">evil</Issuer><Issuer xmlns="${NS.assertion}">good</Issuer></p:AuthnRequest>`,
    )
    const issuer = childNamed(root, NS.assertion, 'Issuer')
    expect(issuer && textOf(issuer)).to.equal('good')
    expect(childNamed(root, NS.protocol, 'Issuer')).to.equal(null)
  })

  const signed = envelopedSigned(authnRequest())

  for (const name of ['SignedInfo', 'SignatureValue', 'Reference', 'Transforms', 'DigestValue', 'SignatureMethod']) {
    it(`is no ${name} of a signature`, () => {
      const open = new RegExp(`<ds:${name}( [^>]*)?>`)
      const foreign = signed
        .replace(open, (_, attributes: string | undefined) => `<x:${name} xmlns:x="urn:x"${attributes ?? ''}>`)
        .replace(`</ds:${name}>`, `</x:${name}>`)
        .replace(`<x:SignatureMethod xmlns:x="urn:x" Algorithm`, '<x:SignatureMethod xmlns:x="urn:x" Algorithm')
      expect(foreign).not.to.equal(signed)
      const selfClosed = name === 'SignatureMethod'
      const xml = selfClosed ? signed.replace('<ds:SignatureMethod ', '<x:SignatureMethod xmlns:x="urn:x" ') : foreign
      expect(refusalOf(() => signatureShape(parseXml(xml)))).to.equal('saml-signature')
      expect(refusalOf(() => samlBroker().post(postFields(xml)))).to.be.oneOf(['saml-schema', 'saml-signature'])
    })
  }

  it('is no attribute that is read: x:ID, x:Version, x:Destination', () => {
    const xml = authnRequest().replace('<samlp:AuthnRequest ', '<samlp:AuthnRequest xmlns:x="urn:x" x:ID="_evil" ')
    expect(refusalOf(() => samlBroker().post(postFields(xml)))).to.equal('saml-schema')
  })

  it('keeps its meaning under any prefix: a request is the same with other ones', () => {
    const renamed = authnRequest()
      .replaceAll('samlp:', 'p:')
      .replaceAll(':samlp', ':p')
      .replaceAll('saml:', 's:')
      .replaceAll(':saml=', ':s=')
    expect(elements(parseXml(renamed))[0]?.prefix).to.equal('s')
    expect(samlBroker().post(postFields(envelopedSigned(renamed))).refusal).to.equal(null)
  })
})
