import { expect } from 'chai'
import { samlBroker } from '../../support/saml-broker.js'
import { authnRequest, envelopedSigned, postFields } from '../../support/saml-requests.js'
import { testService } from '../../support/saml-service.js'

describe('a value that the document and the verified bytes read differently', () => {
  // U+2028 is no line end in XML 1.0; the verifier's parser makes one of it. What was signed is then another value.
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
})
