import { expect } from 'chai'
import { SAML2INT_ATTRIBUTES } from '../../../src/saml/dialects/saml2int/attributes.js'
import { loginOf, loginResult, responseXml, samlBroker } from '../../support/saml-broker.js'
import { authnRequest, redirectQuery } from '../../support/saml-requests.js'
import { attributeService, testService, type ServiceDraft } from '../../support/saml-service.js'

const METHOD = { name: SAML2INT_ATTRIBUTES.method, isRequired: false }

/** Two sets: the parking permit, which is the default one, and the library card. */
const SETS: ServiceDraft = {
  settings: { encrypt: 'never' },
  metadata: {
    attributeConsumingServices: [
      { ...attributeService({ index: 1, required: ['email'] }), names: { de: 'Bibliotheksausweis' } },
      {
        ...attributeService({ index: 4, isDefault: true, required: ['familyName'], optional: ['phone'] }),
        names: { de: 'Parkausweis', en: 'Parking permit' },
      },
      { index: 5, isDefault: false, names: {}, requested: [METHOD] },
    ],
  },
}

const service = testService(SETS)
const broker = samlBroker({ services: [service] })

const asked = (index: string | null) => {
  const attributes = index === null ? {} : { AttributeConsumingServiceIndex: index }
  return broker.redirect(redirectQuery(authnRequest({ attributes })))
}

describe('the sets of attributes of a portal', () => {
  it('are chosen by index, and the default one without', () => {
    expect(asked('1').requirements).to.deep.include({
      attributeSet: 1,
      attributes: { required: ['email'], optional: [] },
      serviceNames: { de: 'Bibliotheksausweis' },
    })
    expect(asked(null).requirements).to.deep.include({
      attributes: { required: ['familyName'], optional: ['phone'] },
      serviceNames: { de: 'Parkausweis', en: 'Parking permit' },
    })
    expect(asked(null).requirements).not.to.have.property('attributeSet')
  })

  it('are refused by a number that none has, and nothing is released in its place', () => {
    const { refusal, requirements } = asked('0')
    expect(refusal).to.equal('request-unsupported')
    expect(requirements.attributes).to.deep.equal({ required: [], optional: [] })
    expect(requirements.serviceNames).to.deep.equal({})
  })

  it('name by now what each of them names, and none what another does', () => {
    const { named } = broker.messages
    expect(named(service, 1)).to.deep.equal(['email'])
    expect(named(service, 4)).to.deep.equal(['familyName', 'phone'])
    expect(named(service, null)).to.deep.equal(['familyName', 'phone'])
    expect(named(service, 0)).to.deep.equal([])
    expect(named(service, 1)).to.deep.equal(['email'])
  })

  it('are told the method of the login where they ask for it, and not where another does', async () => {
    const answer = async (index: string | null) => {
      const { answer: sent } = await broker.messages.success(loginOf(asked(index)), loginResult())
      return responseXml(sent.fields)
    }
    expect(await answer('5')).to.include(SAML2INT_ATTRIBUTES.method)
    expect(await answer('1')).not.to.include(SAML2INT_ATTRIBUTES.method)
    expect(await answer(null)).not.to.include(SAML2INT_ATTRIBUTES.method)
  })
})
