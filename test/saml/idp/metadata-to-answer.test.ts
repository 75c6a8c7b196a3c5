import { expect } from 'chai'
import { initialSettings } from '../../../src/operators/services/service-draft.js'
import { rsaKeyValue } from '../../support/key-values.js'
import { loginOf, loginResult, responseXml, samlBroker, type SamlBroker } from '../../support/saml-broker.js'
import { refusalOf } from '../../support/saml-errors.js'
import { testKey } from '../../support/saml-keys.js'
import { authnRequest, redirectQuery, signedPostRequest, signedRedirectQuery } from '../../support/saml-requests.js'
import { ACS, SERVICE, testService } from '../../support/saml-service.js'
import { xmlsecDecrypt } from '../../support/saml-xmlsec.js'
import { acs, type SpRecipe } from '../../support/xml-metadata.js'
import { read } from '../../support/xml-service.js'

/** The broker as it is after the import of this metadata. */
function brokerOf(recipe: SpRecipe): SamlBroker {
  const { metadata } = read({ entityId: SERVICE, consumers: acs(1, ACS), ...recipe })
  return samlBroker({ services: [testService({ metadata, settings: initialSettings(SERVICE) })] })
}

describe('a service with the keys of its metadata as ds:KeyValue alone', () => {
  const descriptor = (use: string, value: string) =>
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo>${value}</ds:KeyInfo></md:KeyDescriptor>`
  const broker = brokerOf({
    roleAttributes: ' AuthnRequestsSigned="true"',
    keys:
      descriptor('signing', rsaKeyValue(testKey('service').publicKey)) +
      descriptor('encryption', rsaKeyValue(testKey('serviceEncryption').publicKey)),
  })

  it('has its signed request accepted, and no other', () => {
    expect(broker.redirect(signedRedirectQuery(authnRequest())).refusal).to.equal(null)
    expect(broker.post(signedPostRequest(authnRequest())).refusal).to.equal(null)
    expect(refusalOf(() => broker.redirect(redirectQuery(authnRequest())))).to.equal('saml-signature-missing')
    const stranger = signedRedirectQuery(authnRequest(), { key: testKey('stranger') })
    expect(refusalOf(() => broker.redirect(stranger))).to.equal('saml-signature')
  })

  it('is answered with an assertion that its key opens', async () => {
    const received = broker.redirect(signedRedirectQuery(authnRequest()))
    const { answer } = await broker.messages.success(loginOf(received), loginResult())
    const xml = responseXml(answer.fields)
    expect(xml).to.contain('<saml:EncryptedAssertion').and.not.contain('<saml:Assertion')
    expect(await xmlsecDecrypt(xml, testKey('serviceEncryption'))).to.contain('<saml:Assertion')
  })
})

describe('a service of whose addresses some are left out', () => {
  const [http, odd] = ['http://portal.aachen.example/old', 'https://portal.aachen.example/odd']
  const broker = brokerOf({
    consumers:
      acs(0, http, ' isDefault="true"') + acs(1, odd, '', 'HTTP-Pigeon') + acs(2, ACS) + acs(3, 'https://a b.example'),
  })
  const query = (attributes: Record<string, string | null>) =>
    redirectQuery(authnRequest({ attributes: { AssertionConsumerServiceURL: null, ...attributes } }))

  it('is not proven by a request that names one of them, by address or by index', () => {
    for (const AssertionConsumerServiceURL of [http, odd, 'https://a b.example']) {
      expect(refusalOf(() => broker.redirect(query({ AssertionConsumerServiceURL })))).to.equal('saml-acs')
    }
    for (const AssertionConsumerServiceIndex of ['0', '1', '3']) {
      expect(refusalOf(() => broker.redirect(query({ AssertionConsumerServiceIndex })))).to.equal('saml-acs')
    }
  })

  it('is answered at the good one, which is the default now', () => {
    for (const attributes of [{}, { AssertionConsumerServiceURL: ACS }, { AssertionConsumerServiceIndex: '2' }]) {
      expect(broker.redirect(query(attributes)).reply.acsLocation).to.equal(ACS)
    }
  })
})
