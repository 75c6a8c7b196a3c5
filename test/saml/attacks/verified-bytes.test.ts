import { expect } from 'chai'
import { parseXml } from '../../../src/saml/xml/parse.js'
import { writeElement } from '../../../src/saml/xml/write-element.js'
import { samlBroker } from '../../support/saml-broker.js'
import { authnRequest, envelopedSigned, postFields, type RequestDraft } from '../../support/saml-requests.js'
import { testKey } from '../../support/saml-keys.js'
import { testService } from '../../support/saml-service.js'
import { EXC_C14N, signatureOver, TRANSFORMS } from '../../support/xml-messages.js'

describe('a value that the document and the verified bytes read differently', () => {
  // U+2028 is no line end in XML 1.0; some parsers make one of it. What was signed is then another value.
  const SIGNED_NAME = 'urn:level:\nlow'
  const SENT_NAME = 'urn:level:\u2028low'
  const context = (uri: string) =>
    `<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>${uri}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`

  it('is refused: what was signed is not the document that came', () => {
    const service = testService({ metadata: { authnRequestsSigned: true } })
    const signed = envelopedSigned(authnRequest({ content: context(SIGNED_NAME) }))
    const sent = signed.replace(SIGNED_NAME, SENT_NAME)
    expect(sent).not.to.equal(signed)
    expect(() => samlBroker({ services: [service] }).post(postFields(sent))).to.throw('saml-signature')
  })

  describe('where a list of prefixes has a say in the canonical form', () => {
    const LIST = `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="samlp"></ec:InclusiveNamespaces>`
    const transforms = TRANSFORMS.replace(/<\/ds:Transform>$/, `${LIST}</ds:Transform>`)
    const sentAs = (draft: RequestDraft, before: string, after: string): string => {
      const xml = authnRequest(draft)
      // The list names the prefix of the root, so it leaves the canonical form as it is.
      const canonical = writeElement(parseXml(xml))
      const signature = signatureOver(canonical, { key: testKey('service').privateKey, transforms, uri: '#_request-1' })
      return xml.replace('</saml:Issuer>', `$&${signature}`).replace(before, after)
    }

    it('is refused all the same', () => {
      const subject = (name: string) => `<saml:Subject><saml:NameID>${name}</saml:NameID></saml:Subject>`
      const xml = sentAs({ content: subject('one\ntwo') }, 'one\ntwo', 'one\u2028two')
      expect(() => samlBroker().post(postFields(xml))).to.throw('saml-signature')
    })

    it('is read as a document of one reading is', () => {
      expect(samlBroker().post(postFields(sentAs({}, '', ''))).requestId).to.equal('_request-1')
    })

    it('is no way to speak for another service', () => {
      const [signed, sent] = ['https://portal.example/\nsp', 'https://portal.example/\u2028sp']
      const services = [testService({ entityId: sent })]
      const xml = sentAs({ issuer: signed }, signed, sent)
      expect(() => samlBroker({ services }).post(postFields(xml))).to.throw('saml-signature')
    })
  })
})
