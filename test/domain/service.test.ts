import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import { inLanguage, serviceName, type Service } from '../../src/domain/service.js'
import { serviceSettings } from '../support/service-settings.js'

const someService = (
  id: string,
  displayNames: Readonly<Record<string, string>>,
  displayName: string | null = null,
): Service => ({
  entityId: entityId(id),
  tenant: null,
  active: true,
  metadata: {
    assertionConsumerServices: [],
    singleLogoutServices: [],
    keys: [],
    nameIdFormats: [],
    attributeConsumingServices: [],
    authnRequestsSigned: false,
    signingMethods: [],
    displayNames,
    privacyUrls: {},
    informationUrls: {},
    entityAttributes: [],
    validUntil: null,
  },
  settings: serviceSettings(id, { displayName }),
  source: { from: 'metadata.xml', signer: null, importedAt: 0 },
  revision: 1,
})

describe('the name of a service', () => {
  const ID = 'https://portal.aachen.example/saml'
  const names = { de: 'Serviceportal Aachen', en: 'Aachen service portal', fr: 'Portail' }

  it('is what the operator set, in every language', () => {
    expect(serviceName(someService(ID, names, 'Bürgerportal'), 'en')).to.equal('Bürgerportal')
  })

  it("is the metadata's in the citizen's language", () => {
    expect(serviceName(someService(ID, names), 'en')).to.equal('Aachen service portal')
  })

  it('is the German one in a language that the metadata lacks', () => {
    expect(serviceName(someService(ID, names), 'de-x-leicht')).to.equal('Serviceportal Aachen')
  })

  it('is the English one where there is no German one, else any', () => {
    expect(serviceName(someService(ID, { fr: 'Portail', en: 'Portal' }), 'de')).to.equal('Portal')
    expect(serviceName(someService(ID, { fr: 'Portail' }), 'de')).to.equal('Portail')
  })

  it('is the host of the entityID where the metadata names none, with its port', () => {
    expect(serviceName(someService(ID, {}), 'de')).to.equal('portal.aachen.example')
    expect(serviceName(someService('http://aachen.localhost:4001/metadata', {}), 'de')).to.equal(
      'aachen.localhost:4001',
    )
  })

  it('is the entityID itself where that has no host', () => {
    expect(serviceName(someService('urn:example:portal', {}), 'de')).to.equal('urn:example:portal')
    expect(serviceName(someService('portal', {}), 'de')).to.equal('portal')
  })

  it('is null in a language map that is empty', () => {
    expect(inLanguage({}, 'de')).to.equal(null)
  })
})
