import { expect } from 'chai'
import type { ServiceMetadata } from '../../../src/domain/service.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { changeService, showService } from '../../../src/operators/services/manage-services.js'
import { createMetadataWords } from '../../../src/saml/dialects/metadata-words.js'
import { AACHEN, ACTOR, readDocument, registryWorld } from '../../operators/registry-world.js'
import { DIALECTS_WITH_NORDLAND } from '../../support/dialects/dialects-with-nordland.js'
import { httpWorld, RIGHT, type HttpWorld } from '../../support/http-world.js'
import { responseXml } from '../../support/saml-broker.js'
import { authnContext } from '../../support/saml-requests.js'
import { acs, ACS, serviceKey, testService } from '../../support/saml-service.js'
import { createWebClient } from '../../support/web-client.js'
import { read } from '../../support/xml-service.js'

/** What a portal of this dialect says of itself, read and kept as it is written. */
function written(): ServiceMetadata {
  const asks = (name: string, required = '') => `<md:RequestedAttribute Name="${name}"${required}/>`
  const attributeServices = `<md:AttributeConsumingService index="0"><md:ServiceName xml:lang="de">Amt</md:ServiceName>${
    asks('nordland/GIVENNAME', ' isRequired="true"') + asks('nordland/EMAIL') + asks('nordland/VERFAHREN')
  }</md:AttributeConsumingService>`
  const value = '<saml:AttributeValue>urn:nordland:stufe:1</saml:AttributeValue>'
  const extensions = `<mdattr:EntityAttributes><saml:Attribute Name="urn:x">${value}</saml:Attribute></mdattr:EntityAttributes>`
  return { ...read({ attributeServices, extensions }).metadata, keys: [serviceKey('service')] }
}

describe('a service of another dialect', () => {
  let world: HttpWorld
  before(async () => {
    const metadata = { ...written(), assertionConsumerServices: [acs(ACS)] }
    const service = testService({ metadata, settings: { dialect: 'nordland' } })
    world = await httpWorld({ services: [service], dialects: DIALECTS_WITH_NORDLAND })
  })
  after(() => world.stop())

  it('logs a citizen in by its own names: of attributes, of levels, of NameIDs', async () => {
    const client = createWebClient()
    const content = authnContext('minimum', 'urn:nordland:stufe:1')
    const page = await world.toPassword(client, { content })
    const confirm = await client.submit(page, { fields: { username: 'jana', password: RIGHT } })
    expect(confirm.find('[data-attribute="givenName"]')).not.to.equal(null)
    expect(confirm.find('[data-attribute="familyName"]')).to.equal(null)
    const handOver = await client.click(confirm, '[name="decision"][value="confirm"]')
    const xml = responseXml({ SAMLResponse: handOver.find('[name="SAMLResponse"]')?.attributes.get('value') ?? '' })
    expect(xml)
      .to.include('NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"')
      .and.include('Name="nordland/GIVENNAME"')
      .and.include('Name="nordland/VERFAHREN"')
      .and.include('<saml:AuthnContextClassRef>urn:nordland:stufe:1</saml:AuthnContextClassRef>')
      .and.include('Format="urn:nordland:kennung:einmalig"')
      .and.not.include('urn:oid:')
    expect(xml).to.match(/Name="nordland\/STUFE"[^>]*><saml:AttributeValue[^>]*>urn:nordland:stufe:1</)
  })

  it('has no words of saml2int: a class of them is unknown to it', async () => {
    const content = authnContext('exact', 'http://eidas.europa.eu/LoA/low')
    const page = await createWebClient().get(world.requestUrl({ content }))
    const xml = responseXml({ SAMLResponse: page.find('[name="SAMLResponse"]')?.attributes.get('value') ?? '' })
    expect(xml).to.include('status:NoAuthnContext')
  })
})

describe('the dialect of a registered service', () => {
  const imported = async (settings: SettingsChange = {}) => {
    const registry = await registryWorld(readDocument({ [AACHEN]: written() }))
    const known = { ...registry.deps.known, dialects: DIALECTS_WITH_NORDLAND.ids() }
    const deps = { ...registry.deps, known, words: createMetadataWords(DIALECTS_WITH_NORDLAND) }
    const { services } = await importServices(
      registry.world.document,
      { from: 'nord.xml', settings, dryRun: false },
      ACTOR,
      deps,
    )
    return { deps, service: services[0] ?? expect.fail('refused') }
  }
  const unknown = ({ findings }: Awaited<ReturnType<typeof imported>>['service']) =>
    findings.filter(({ rule }) => rule === 'metadata-unknown-attribute').length

  it('reads the level that its metadata name at its first import, unless one is given', async () => {
    const levelOf = async (settings: SettingsChange) => (await imported(settings)).service.service.settings.trustLevel
    expect(await levelOf({ dialect: 'nordland' })).to.equal('normal')
    expect(await levelOf({ dialect: 'nordland', trustLevel: 'hoch' })).to.equal('hoch')
  })

  it('decides which names are unknown', async () => {
    expect(unknown((await imported({ dialect: 'nordland' })).service)).to.equal(0)
    expect(unknown((await imported()).service)).to.equal(3)
  })

  it('is effective at once when it is set, with no other import', async () => {
    const { deps } = await imported()
    expect(await showService(AACHEN, deps)).to.deep.include({ requiredAttributes: [], optionalAttributes: [] })
    await changeService(AACHEN, { dialect: 'nordland' }, ACTOR, deps)
    const shown = await showService(AACHEN, deps)
    expect(shown).to.deep.include({ requiredAttributes: ['givenName'], optionalAttributes: ['email'] })
    expect(shown.metadataLevel).to.equal('normal')
    expect(shown.consumers[0]?.unknown).to.deep.equal(['nordland/VERFAHREN'])
  })
})
