import { expect } from 'chai'
import { type SpRecipe } from '../../support/xml-metadata.js'
import { createMetadataWords } from '../../../src/saml/dialects/metadata-words.js'
import { createDialects } from '../../../src/saml/dialects/registry.js'
import { levelIn, read, refusedBy, rulesOf } from '../../support/xml-service.js'

describe('what a service asks and shows', () => {
  const service = (index: number, inside: string, mark = '') =>
    `<md:AttributeConsumingService index="${index}"${mark}><md:ServiceName xml:lang="de">Dienst ${index}</md:ServiceName>${inside}</md:AttributeConsumingService>`
  const asks = (name: string, required = '') => `<md:RequestedAttribute Name="${name}"${required}/>`

  const words = createMetadataWords(createDialects())
  const asked = (inside: string) => {
    const [consumer] = read({ attributeServices: service(0, inside) }).metadata.attributeConsumingServices
    return words.asked('saml2int', consumer ?? expect.fail('none'))
  }

  it('is kept as it is written, and counts as required if it is required once, by name alone, never by FriendlyName', () => {
    const name = 'urn:oid:2.5.4.42'
    const inside =
      asks(name) + asks(name, ' isRequired="true"') + asks('urn:x:familyName', ' FriendlyName="familyName"')
    const [consumer] = read({ attributeServices: service(0, inside) }).metadata.attributeConsumingServices
    expect(consumer?.requested).to.deep.equal([
      { name, isRequired: false },
      { name, isRequired: true },
      { name: 'urn:x:familyName', isRequired: false },
    ])
    expect(asked(inside)).to.deep.include({ required: ['givenName'], optional: [], unknown: ['urn:x:familyName'] })
  })

  it('may be the method of the login, which is told to whoever lists it, and the level, which always is', () => {
    const method = 'urn:oid:1.3.6.1.4.1.25484.494450.2'
    const inside = asks(method) + asks('urn:oid:1.2.40.0.10.2.1.1.261.94') + asks('urn:oid:2.5.4.42')
    expect(asked(inside)).to.deep.include({ required: [], optional: ['givenName'], unknown: [method], method })
    expect(asked(asks('urn:oid:2.5.4.42')).method).to.equal(null)
  })

  it('has one default among several services and no index twice', () => {
    const attributeServices =
      service(1, asks('urn:oid:2.5.4.42')) + service(2, asks('urn:oid:2.5.4.4'), ' isDefault="true"')
    const services = read({ attributeServices }).metadata.attributeConsumingServices
    expect(services.map(({ isDefault }) => isDefault)).to.deep.equal([false, true])
    const twice = service(1, asks('urn:oid:2.5.4.42')) + service(1, asks('urn:oid:2.5.4.4'))
    expect(refusedBy({ attributeServices: twice })).to.equal('metadata-index')
  })

  it('is named by mdui, else by its organisation, else by the default service', () => {
    const roleExtensions = '<mdui:UIInfo><mdui:DisplayName xml:lang="de">Amt</mdui:DisplayName></mdui:UIInfo>'
    const text = (name: string, value: string) => `<md:${name} xml:lang="de">${value}</md:${name}>`
    const after = `<md:Organization>${text('OrganizationName', 'n')}${text('OrganizationDisplayName', 'Stadt')}${text('OrganizationURL', 'https://x.example')}</md:Organization>`
    const attributeServices = service(1, asks('urn:oid:2.5.4.42'))
    const names = (recipe: SpRecipe) => read(recipe).metadata.displayNames
    expect(names({ roleExtensions, after, attributeServices })).to.deep.equal({ de: 'Amt' })
    expect(names({ after, attributeServices })).to.deep.equal({ de: 'Stadt' })
    expect(names({ attributeServices })).to.deep.equal({ de: 'Dienst 1' })
    expect(names({})).to.deep.equal({})
  })

  it('shows no name that is turned round, hidden or endless', () => {
    const name = (text: string) =>
      read({
        roleExtensions: `<mdui:UIInfo><mdui:DisplayName xml:lang="de">${text}</mdui:DisplayName></mdui:UIInfo>`,
      }).metadata.displayNames['de']
    expect(name('Amt\u202E\u200B für\n  &lt;b&gt;')).to.equal('Amt für <b>')
    expect(name('x'.repeat(5000))).to.have.length(256)
    expect(name(`${'x'.repeat(255)}😀`), 'half a character is none').to.equal('x'.repeat(255))
    expect(name(`${'x'.repeat(254)}😀`)).to.equal(`${'x'.repeat(254)}😀`)
  })

  it('links to https alone', () => {
    const ui = (url: string) => ({
      roleExtensions: `<mdui:UIInfo><mdui:PrivacyStatementURL xml:lang="de">${url}</mdui:PrivacyStatementURL></mdui:UIInfo>`,
    })
    for (const url of ['javascript:alert(1)', 'http://localhost/x', 'mailto:x@sp.example', '//sp.example/x']) {
      const entity = read(ui(url), { allowHttpLoopback: true })
      expect(entity.metadata.privacyUrls, url).to.deep.equal({})
      expect(rulesOf(entity)).to.deep.equal(['metadata-link'])
    }
    expect(read(ui('https://sp.example/x')).metadata.privacyUrls).to.deep.equal({ de: 'https://sp.example/x' })
  })

  it('is the role’s signing methods before the entity’s', () => {
    const method = (name: string) => `<alg:SigningMethod Algorithm="urn:${name}"/>`
    expect(
      read({ extensions: method('entity'), roleExtensions: method('role') }).metadata.signingMethods,
    ).to.deep.equal(['urn:role'])
    expect(read({ extensions: method('entity') }).metadata.signingMethods).to.deep.equal(['urn:entity'])
    const digest = (name: string) => `<alg:DigestMethod Algorithm="urn:${name}"/>`
    expect(
      read({ extensions: digest('entity'), roleExtensions: digest('role') + method('role') }).metadata.digestMethods,
    ).to.deep.equal(['urn:role'])
  })

  const levels: readonly (readonly [readonly string[], string | null])[] = [
    [['http://eidas.europa.eu/LoA/substantial'], 'substantiell'],
    [['STORK-QAA-Level-1'], 'basis'],
    [['http://bsi.bund.de/eID/LoA/hoch'], 'hoch'],
    [['http://eidas.europa.eu/LoA/low', ' http://eidas.europa.eu/LoA/high '], 'hoch'],
    [['https://refeds.org/sirtfi'], null],
  ]
  for (const [values, level] of levels) {
    it(`is the level ${level ?? 'none'} by the entity attribute ${values.join(', ')}`, () => {
      const inside = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')
      const extensions = `<mdattr:EntityAttributes><saml:Attribute Name="urn:oasis:names:tc:SAML:attribute:assurance-certification">${inside}</saml:Attribute></mdattr:EntityAttributes>`
      expect(levelIn(read({ extensions }))).to.equal(level)
    })
  }
})
