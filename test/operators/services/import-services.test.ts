import { expect } from 'chai'
import { importServices, type ImportInput } from '../../../src/operators/services/import-services.js'
import { switchService } from '../../../src/operators/services/manage-services.js'
import {
  AACHEN,
  NOW,
  OTHER_KEY,
  portalKey,
  portalMetadata,
  readDocument,
  refusalOf,
  registryWorld,
  SIGNING_KEY,
  SOLINGEN,
} from '../registry-world.js'
import { serviceSettings } from '../../support/service-settings.js'

const input = (change: Partial<ImportInput> = {}): ImportInput => ({
  file: Buffer.from('<md:EntityDescriptor/>'),
  from: 'aachen.xml',
  signer: null,
  set: [],
  dryRun: false,
  ...change,
})

describe('importing services', () => {
  it('registers an unknown one, active, at level normal, with its entityID as sector', async () => {
    const { deps, services } = registryWorld()
    const result = await importServices(input(), deps)
    expect(result.services.map(({ entityId, kind }) => [entityId, kind])).to.deep.equal([[AACHEN, 'registered']])
    const service = services.get(AACHEN)
    expect(service).to.include({ active: true, tenant: null })
    expect(service?.settings).to.include({
      trustLevel: 'normal',
      sector: AACHEN,
      sso: true,
      sign: 'both',
      encrypt: 'auto',
    })
    expect(service?.source).to.deep.equal({ from: 'aachen.xml', signer: null, importedAt: NOW })
  })

  it('takes the level of the option before that of the metadata, and that before normal', async () => {
    const document = readDocument({ [AACHEN]: portalMetadata({ trustLevel: 'substantiell' }) })
    const byMetadata = registryWorld(document)
    await importServices(input(), byMetadata.deps)
    expect(byMetadata.services.get(AACHEN)?.settings.trustLevel).to.equal('substantiell')
    const byOption = registryWorld(document)
    await importServices(input({ trustLevel: 'hoch' }), byOption.deps)
    expect(byOption.services.get(AACHEN)?.settings.trustLevel).to.equal('hoch')
  })

  it('keeps level and settings that are set when the metadata comes again', async () => {
    const { deps, services, world } = registryWorld()
    await importServices(input({ trustLevel: 'hoch', set: ['sso=false'] }), deps)
    world.document = readDocument({ [AACHEN]: portalMetadata({ trustLevel: 'basis', displayNames: { de: 'Neu' } }) })
    const result = await importServices(input(), deps)
    expect(result.services[0]).to.include({ kind: 'updated', trustLevel: 'hoch' })
    expect(services.get(AACHEN)?.settings).to.include({ trustLevel: 'hoch', sso: false })
    expect(services.get(AACHEN)?.metadata.displayNames).to.deep.equal({ de: 'Neu' })
  })

  it('changes nothing for an unchanged file and says so', async () => {
    const { deps, world, audit } = registryWorld()
    await importServices(input(), deps)
    const result = await importServices(input({ from: 'copy.xml' }), deps)
    expect(result.services[0]).to.include({ kind: 'unchanged' })
    expect(result.services[0]?.changes).to.deep.equal([])
    expect([world.writes, audit.length]).to.deep.equal([1, 1])
  })

  it('activates a disabled one again', async () => {
    const { deps, services } = registryWorld()
    await importServices(input(), deps)
    await switchService(AACHEN, false, deps)
    const result = await importServices(input(), deps)
    expect(services.get(AACHEN)?.active).to.equal(true)
    expect(result.services[0]?.changes).to.deep.equal(['active: no becomes yes'])
  })

  it('says in plain words what a dry run would change, and changes nothing', async () => {
    const { deps, world, services } = registryWorld()
    await importServices(input(), deps)
    world.document = readDocument({
      [AACHEN]: portalMetadata({
        assertionConsumerServices: [
          { index: 0, isDefault: true, binding: 'post', location: 'https://neu.aachen.example/acs' },
        ],
        keys: [SIGNING_KEY, OTHER_KEY].map(portalKey),
        authnRequestsSigned: true,
      }),
    })
    const before = services.get(AACHEN)
    const result = await importServices(input({ dryRun: true, trustLevel: 'substantiell' }), deps)
    expect(services.get(AACHEN)).to.equal(before)
    expect(result.services[0]?.changes).to.have.lengthOf(4)
    expect(result.services[0]?.changes[0]).to.equal('trustLevel: normal becomes substantiell')
    expect(result.services[0]?.changes[1]).to.equal(
      'answers are delivered to: https://portal.aachen.example/acs (post, index 0, default) becomes https://neu.aachen.example/acs (post, index 0, default)',
    )
    expect(result.services[0]?.changes[2]).to.match(/^key: adds signing, SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(result.services[0]?.changes[3]).to.equal('signs its requests: no becomes yes')
  })

  it('previews a new service with all that it has', async () => {
    const { deps, services } = registryWorld()
    const result = await importServices(input({ dryRun: true }), deps)
    expect(services.size).to.equal(0)
    expect(result.services[0]?.changes).to.include(
      'answers are delivered to: https://portal.aachen.example/acs (post, index 0, default)',
    )
    expect(result.services[0]?.changes).to.include(
      'asks for: familyName (required, index 0); email (optional, index 0)',
    )
  })

  it('says that a service asks for encryption, also of a record from before that was kept', async () => {
    const { deps, world } = registryWorld()
    await importServices(input(), deps)
    for (const [now, change] of [
      [true, 'asks for encrypted assertions: adds yes'],
      [false, 'asks for encrypted assertions: yes becomes no'],
    ] as const) {
      world.document = readDocument({ [AACHEN]: portalMetadata({ encryptionAnnounced: now }) })
      expect((await importServices(input(), deps)).services[0]?.changes).to.deep.equal([change])
    }
  })

  it('begins with the settings that all tests take for those of an imported service', async () => {
    const { deps, services } = registryWorld()
    await importServices(input(), deps)
    expect(services.get(AACHEN)?.settings).to.deep.equal(serviceSettings(AACHEN))
  })

  it('sets keys for all services of an aggregate', async () => {
    const { deps, services } = registryWorld(readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }))
    await importServices(input({ tenant: 'Aachen', name: 'Portal', set: ['requiredAttributes=email,givenName'] }), deps)
    for (const id of [AACHEN, SOLINGEN]) {
      expect(services.get(id)).to.include({ tenant: 'Aachen' })
      expect(services.get(id)?.settings.displayName).to.equal('Portal')
      expect(services.get(id)?.settings.requiredAttributes).to.deep.equal(['email', 'givenName'])
    }
  })

  it('registers the rest of an aggregate whose one service is refused', async () => {
    const refused = { entityId: SOLINGEN, rule: 'metadata-key', message: `${SOLINGEN}: RSA key too short` }
    const { deps, services } = registryWorld(readDocument({ [AACHEN]: portalMetadata() }, { refused: [refused] }))
    const result = await importServices(input(), deps)
    expect(result.refused).to.deep.equal([refused])
    expect([...services.keys()]).to.deep.equal([AACHEN])
  })

  it('is refused with the rule of the first if nothing is left', async () => {
    const refused = { entityId: SOLINGEN, rule: 'metadata-key', message: `${SOLINGEN}: RSA key too short` }
    const { deps } = registryWorld(readDocument({}, { refused: [refused, refused] }))
    const error = await refusalOf(importServices(input(), deps))
    expect(error.rule).to.equal('metadata-key')
    expect(error.message).to.equal(`${SOLINGEN}: RSA key too short (and 1 more refused)`)
  })

  it('refuses an entityID that another tenant owns, alone in its aggregate', async () => {
    const { deps, world, services } = registryWorld()
    await importServices(input({ tenant: 'Aachen' }), deps)
    world.document = readDocument({ [AACHEN]: portalMetadata({ displayNames: {} }), [SOLINGEN]: portalMetadata() })
    const result = await importServices(input({ tenant: 'Solingen' }), deps)
    expect(result.refused.map(({ rule }) => rule)).to.deep.equal(['tenant-foreign'])
    expect(services.get(AACHEN)).to.include({ tenant: 'Aachen' })
    expect(services.get(AACHEN)?.metadata.displayNames).to.deep.equal({ de: 'Serviceportal Aachen' })
    expect(services.get(SOLINGEN)).to.include({ tenant: 'Solingen' })
  })

  it('keeps the owner where the import names none', async () => {
    const { deps, services } = registryWorld()
    await importServices(input({ tenant: 'Aachen' }), deps)
    await importServices(input({ trustLevel: 'hoch' }), deps)
    expect(services.get(AACHEN)).to.include({ tenant: 'Aachen' })
  })

  it('changes nothing at all if a setting is wrong', async () => {
    const { deps, services } = registryWorld(readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }))
    const error = await refusalOf(importServices(input({ set: ['sign=maybe'] }), deps))
    expect(error.message).to.equal(`sign cannot be "maybe" for ${AACHEN}; it may be both, assertion, response`)
    expect(services.size).to.equal(0)
  })

  it('refuses the same key by option and by --set', async () => {
    const { deps } = registryWorld()
    const error = await refusalOf(importServices(input({ trustLevel: 'hoch', set: ['trustLevel=normal'] }), deps))
    expect(error.rule).to.equal('setting-twice')
  })

  it('lets the sector be chosen at the first import, and keeps it then', async () => {
    const { deps, world, services } = registryWorld()
    await importServices(input({ set: ['sector=stadt-aachen'] }), deps)
    world.accounts = 1
    await importServices(input({ trustLevel: 'hoch' }), deps)
    expect(services.get(AACHEN)?.settings.sector).to.equal('stadt-aachen')
  })

  it('tells the audit log who did what, before and after', async () => {
    const { deps, audit } = registryWorld()
    await importServices(input(), deps)
    await importServices(input({ trustLevel: 'hoch' }), deps)
    expect(audit[0]).to.include({
      at: NOW,
      actor: 'cli:mira',
      action: 'service.imported',
      subject: AACHEN,
      before: null,
    })
    expect(audit[1]).to.deep.include({
      action: 'service.updated',
      before: { trustLevel: 'normal' },
      after: { trustLevel: 'hoch' },
    })
  })

  it('decides again if another command was faster', async () => {
    const { deps, world, services } = registryWorld()
    world.racesLost = 2
    await importServices(input(), deps)
    expect(services.size).to.equal(1)
  })
})
