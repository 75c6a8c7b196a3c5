import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { testKey } from '../../support/xml-keys.js'
import { acs, keyDescriptor, slo, spMetadata, type SpRecipe } from '../../support/xml-metadata.js'
import { levelIn, read, readText, rulesOf } from '../../support/xml-service.js'

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="urn:fed"'
const odd = (name: string) => `<${name} ${XSI} xsi:type="fed:Odd" colour="red"><x:a xmlns:x="urn:x">?</x:a></${name}>`

describe('a part of metadata that the broker never reads', () => {
  const file = (name: string) => readFileSync(new URL(`../../fixtures/metadata/${name}.xml`, import.meta.url), 'utf8')

  it('refuses no service of AD FS, with its roles of WS-Federation and its own kinds of endpoints', () => {
    const { entities, refused } = readText(file('adfs'))
    expect(refused).to.deep.equal([])
    const [entity] = entities
    expect(entity?.metadata.assertionConsumerServices).to.deep.equal([
      { index: 0, isDefault: true, binding: 'post', location: 'https://sts.hagen.example/adfs/ls/' },
      { index: 1, isDefault: false, binding: 'artifact', location: 'https://sts.hagen.example/adfs/ls/' },
    ])
    expect(entity?.metadata.keys.map(({ use }) => use)).to.deep.equal(['encryption', 'signing'])
  })

  const harmless: readonly (readonly [string, SpRecipe])[] = [
    ['a role of another protocol', { after: odd('md:RoleDescriptor') }],
    ['an identity provider', { after: odd('md:IDPSSODescriptor') + odd('md:AttributeAuthorityDescriptor') }],
    ['an affiliation', { after: odd('md:AffiliationDescriptor') }],
    ['a second role that is one in name alone', { after: '<md:SPSSODescriptor protocolSupportEnumeration="urn:x"/>' }],
    ['contacts', { after: `${odd('md:ContactPerson')}<md:ContactPerson contactType="boss"/>` }],
    ['another metadata location', { after: odd('md:AdditionalMetadataLocation') }],
    [
      'an address of the organisation',
      {
        after:
          '<md:Organization><md:OrganizationDisplayName xml:lang="de">Amt</md:OrganizationDisplayName>' +
          '<md:OrganizationURL>www. amt</md:OrganizationURL></md:Organization>',
      },
    ],
    ['an extension', { extensions: odd('fed:a'), roleExtensions: odd('fed:b') + odd('mdui:DiscoHints') }],
    ['a logo', { roleExtensions: '<mdui:UIInfo><mdui:Logo>data:image/png;base64,AAAA</mdui:Logo></mdui:UIInfo>' }],
    [
      'an entity attribute of an unknown type',
      {
        extensions:
          `<mdattr:EntityAttributes><saml:Attribute><saml:AttributeValue ${XSI} xsi:type="fed:Odd">x</saml:AttributeValue>` +
          '</saml:Attribute></mdattr:EntityAttributes>',
      },
    ],
    ['how long to cache', { attributes: ' cacheDuration="3600"', roleAttributes: ' cacheDuration="1 day"' }],
    ['what else a role says', { roleAttributes: ' errorURL="no address" WantAssertionsSigned="perhaps"' }],
    [
      'an attribute of another namespace',
      {
        attributes: ` ${XSI} xsi:schemaLocation="urn:x" fed:colour="red"`,
        keys: keyDescriptor(testKey().certificate).replace('<md:KeyDescriptor', '$& xmlns:x="urn:x" x:a="1"'),
      },
    ],
    [
      'a service for artifacts',
      {
        keys: odd('md:ArtifactResolutionService'),
        logout: slo('SOAP', 'https://sp.example/slo') + odd('md:ManageNameIDService'),
      },
    ],
    [
      'what stands inside an endpoint',
      {
        consumers: acs(1, 'https://sp.example/acs', ' ResponseLocation="a b"').replace(
          '/>',
          `>${odd('fed:a')}</md:AssertionConsumerService>`,
        ),
      },
    ],
    [
      'values of a requested attribute',
      {
        attributeServices:
          '<md:AttributeConsumingService index="1"><md:ServiceName xml:lang="de">Amt</md:ServiceName>' +
          `<md:RequestedAttribute Name="urn:oid:2.5.4.42" NameFormat="a b">${odd('saml:AttributeValue')}</md:RequestedAttribute></md:AttributeConsumingService>`,
      },
    ],
    [
      'what else a key says of itself',
      {
        keys: keyDescriptor(
          testKey().certificate,
          null,
          '<md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"><x:a xmlns:x="urn:x"/><md:b/></md:EncryptionMethod>',
        ).replace('<ds:X509Data>', `<ds:KeyName/>${odd('fed:a')}<ds:X509Data><ds:X509SKI>?</ds:X509SKI>`),
      },
    ],
  ]
  for (const [what, recipe] of harmless) {
    it(`refuses no service: ${what}`, () => {
      const { metadata } = read(recipe)
      expect(metadata.assertionConsumerServices.map(({ location }) => location)).to.deep.equal([
        'https://sp.example/acs',
      ])
    })
  }

  it('is a broken link too: it is left out like any other that is not https', () => {
    const roleExtensions =
      '<mdui:UIInfo><mdui:InformationURL xml:lang="de">http://a b</mdui:InformationURL></mdui:UIInfo>'
    const entity = read({ roleExtensions })
    expect(entity.metadata.informationUrls).to.deep.equal({})
    expect(rulesOf(entity)).to.deep.equal(['metadata-link'])
  })

  it('makes nothing of itself: no key, no endpoint and no name is read from there', () => {
    const role = (location: string) =>
      `<md:SPSSODescriptor protocolSupportEnumeration="urn:x">${keyDescriptor(testKey().certificate)}${acs(7, location)}</md:SPSSODescriptor>`
    const { metadata } = read({
      after: `${role(
        'https://evil.example/acs',
      )}<md:RoleDescriptor>${acs(8, 'https://evil.example/acs')}</md:RoleDescriptor>`,
      roleExtensions:
        acs(9, 'https://evil.example/acs').replaceAll('md:', 'mdui:') +
        keyDescriptor(testKey().certificate).replaceAll('md:', 'mdui:'),
    })
    expect(metadata.assertionConsumerServices.map(({ location }) => location)).to.deep.equal(['https://sp.example/acs'])
    expect(metadata.keys).to.deep.equal([])
    expect(spMetadata()).not.to.contain('evil')
  })

  it('takes the level of an entity attribute whatever type it says it has', () => {
    const extensions =
      `<mdattr:EntityAttributes><saml:Attribute Name="a"><saml:AttributeValue ${XSI} xsi:type="fed:Odd">` +
      'http://eidas.europa.eu/LoA/high</saml:AttributeValue></saml:Attribute></mdattr:EntityAttributes>'
    expect(levelIn(read({ extensions }))).to.equal('hoch')
  })
})
