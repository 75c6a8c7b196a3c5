import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import type { Change } from '../../../src/operators/services/service-changes.js'
import { NothingImported } from '../../../src/operators/services/nothing-imported.js'
import { switchService } from '../../../src/operators/services/manage-services.js'
import {
  AACHEN,
  ACTOR,
  NOW,
  OTHER_KEY,
  portalKey,
  portalMetadata,
  readDocument,
  refusalOf,
  refusedIn,
  registryWorld,
  SIGNING_KEY,
  SOLINGEN,
} from '../registry-world.js'
import { testService } from '../../support/saml-service.js'
import { serviceSettings } from '../../support/service-settings.js'

const AACHEN_CITY = tenantId('Aachen')

/** What changes, by field. */
const fieldsOf = (changes: readonly Change[] | undefined) => changes?.map(({ field }) => field)

describe('importing services', () => {
  it('registers an unknown one, active, at level normal, with its entityID as sector', async () => {
    const { view, imported } = await registryWorld()
    const result = await imported()
    expect(result.services.map(({ service: { entityId }, kind }) => [entityId, kind])).to.deep.equal([
      [AACHEN, 'registered'],
    ])
    const service = view.services.get(AACHEN)
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

  it('registers no entityID that is no absolute URI, and works on with one that is there', async () => {
    const wrong = ['.', 'portal', '/saml', 'https:', '://x', 'saml portal', `https://x.example/${'x'.repeat(1024)}`]
    for (const id of wrong) {
      const { imported } = await registryWorld(readDocument({ [id]: portalMetadata() }))
      expect(await refusalOf(imported()), id).to.have.property('rule', 'entity-id-form')
    }
    for (const id of ['urn:x', 'https://x.example/?a=ü#b', `https://x.example/${'x'.repeat(1006)}`]) {
      const { imported } = await registryWorld(readDocument({ [id]: portalMetadata() }))
      expect((await imported()).services, id).to.have.length(1)
    }
    const { view, imported } = await registryWorld(readDocument({ '.': portalMetadata() }))
    view.registers({ ...testService({ entityId: '.' }) })
    expect((await imported()).services.map(({ kind }) => kind)).to.deep.equal(['updated'])
  })

  it('takes the level of the option before that of the metadata, and that before normal', async () => {
    const document = readDocument({ [AACHEN]: portalMetadata({ trustLevel: 'substantiell' }) })
    const byMetadata = await registryWorld(document)
    await byMetadata.imported()
    expect(byMetadata.view.services.get(AACHEN)?.settings.trustLevel).to.equal('substantiell')
    const byOption = await registryWorld(document)
    await byOption.imported({ trustLevel: 'hoch' })
    expect(byOption.view.services.get(AACHEN)?.settings.trustLevel).to.equal('hoch')
  })

  it('keeps level and settings that are set when the metadata comes again', async () => {
    const { view, world, imported } = await registryWorld()
    await imported({ trustLevel: 'hoch', sso: false })
    world.document = readDocument({ [AACHEN]: portalMetadata({ trustLevel: 'basis', displayNames: { de: 'Neu' } }) })
    const result = await imported()
    expect(result.services[0]).to.include({ kind: 'updated' })
    expect(result.services[0]?.service.settings.trustLevel).to.equal('hoch')
    expect(view.services.get(AACHEN)?.settings).to.include({ trustLevel: 'hoch', sso: false })
    expect(view.services.get(AACHEN)?.metadata.displayNames).to.deep.equal({ de: 'Neu' })
  })

  it('changes nothing for an unchanged file and says so', async () => {
    const { view, writes, imported } = await registryWorld()
    await imported()
    const result = await imported({}, { from: 'copy.xml' })
    expect(result.services[0]).to.include({ kind: 'unchanged' })
    expect(result.services[0]?.changes).to.deep.equal([])
    expect([await writes(), view.audit.length]).to.deep.equal([1, 1])
  })

  it('activates a disabled one again', async () => {
    const { deps, view, imported } = await registryWorld()
    await imported()
    await switchService(AACHEN, false, ACTOR, deps)
    const result = await imported()
    expect(view.services.get(AACHEN)?.active).to.equal(true)
    expect(result.services[0]?.changes).to.deep.equal([{ field: 'active', before: false, after: true }])
  })

  it('finds what a dry run would change, and changes nothing', async () => {
    const { world, view, imported } = await registryWorld()
    await imported()
    world.document = readDocument({
      [AACHEN]: portalMetadata({
        assertionConsumerServices: [
          { index: 0, isDefault: true, binding: 'post', location: 'https://neu.aachen.example/acs' },
        ],
        keys: [SIGNING_KEY, OTHER_KEY].map(portalKey),
        authnRequestsSigned: true,
      }),
    })
    const before = view.services.get(AACHEN)
    const result = await imported({ trustLevel: 'substantiell' }, { dryRun: true })
    expect(view.services.get(AACHEN)).to.deep.equal(before)
    const changes = result.services[0]?.changes ?? []
    expect(fieldsOf(changes)).to.deep.equal(['trustLevel', 'assertionConsumerServices', 'keys', 'authnRequestsSigned'])
    expect(changes[0]).to.deep.equal({ field: 'trustLevel', before: 'normal', after: 'substantiell' })
    expect(changes[1]?.before).to.deep.equal([
      { index: 0, isDefault: true, binding: 'post', location: 'https://portal.aachen.example/acs' },
    ])
    expect(changes[2]?.after)
      .to.have.nested.property('[1].sha256')
      .that.matches(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(changes[3]).to.deep.equal({ field: 'authnRequestsSigned', before: false, after: true })
  })

  it('previews a new service with all that it has', async () => {
    const { view, imported } = await registryWorld()
    const result = await imported({}, { dryRun: true })
    expect(view.services.size).to.equal(0)
    const changes = result.services[0]?.changes ?? []
    expect(changes.map(({ before }) => before).every((before) => before === null)).to.equal(true)
    expect(changes).to.deep.include({
      field: 'asked',
      before: null,
      after: [{ consumer: 0, names: {}, isDefault: true, required: ['familyName'], optional: ['email'], unknown: [] }],
    })
    expect(fieldsOf(changes)).to.include.members(['active', 'trustLevel', 'assertionConsumerServices', 'keys'])
  })

  it('finds that a service asks for encryption, also of a record from before that was kept', async () => {
    const { world, imported } = await registryWorld()
    await imported()
    for (const [before, after] of [
      [null, true],
      [true, false],
    ] as const) {
      world.document = readDocument({ [AACHEN]: portalMetadata({ encryptionAnnounced: after }) })
      const [service] = (await imported()).services
      expect(service?.changes).to.deep.equal([{ field: 'encryptionAnnounced', before, after }])
    }
  })

  it('begins with the settings that all tests take for those of an imported service', async () => {
    const { view, imported } = await registryWorld()
    await imported()
    expect(view.services.get(AACHEN)?.settings).to.deep.equal(serviceSettings(AACHEN))
  })

  it('sets keys for all services of an aggregate', async () => {
    const { view, imported } = await registryWorld(
      readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }),
    )
    await imported({
      tenant: AACHEN_CITY,
      displayName: 'Portal',
      requiredAttributes: ['email', 'givenName'],
    })
    for (const id of [AACHEN, SOLINGEN]) {
      expect(view.services.get(id)).to.include({ tenant: 'Aachen' })
      expect(view.services.get(id)?.settings.displayName).to.equal('Portal')
      expect(view.services.get(id)?.settings.requiredAttributes).to.deep.equal(['email', 'givenName'])
    }
  })

  it('registers the rest of an aggregate whose one service is refused', async () => {
    const refused = { entityId: SOLINGEN, rule: 'metadata-key', message: `${SOLINGEN}: RSA key too short` }
    const { view, imported } = await registryWorld(readDocument({ [AACHEN]: portalMetadata() }, { refused: [refused] }))
    const result = await imported()
    expect(result.unread).to.deep.equal([refused])
    expect(result.refused).to.deep.equal([])
    expect([...view.services.keys()]).to.deep.equal([AACHEN])
  })

  it('is refused with the rule of the first if nothing is left', async () => {
    const refused = { entityId: SOLINGEN, rule: 'metadata-key', message: `${SOLINGEN}: RSA key too short` }
    const { imported } = await registryWorld(readDocument({}, { refused: [refused, refused] }))
    const error = await refusalOf(imported({}, { dryRun: true }))
    expect(error).to.be.instanceOf(NothingImported).and.to.include({ rule: 'metadata-key' })
    expect(error).to.have.deep.property('all', { dryRun: true, unread: [refused, refused], refused: [] })
  })

  it('is refused for a document without any service, naming where it came from', async () => {
    const refusal = await refusedIn((await registryWorld(readDocument({}))).imported())
    expect(refusal).to.deep.include({ rule: 'metadata-no-service', data: { from: 'aachen.xml' } })
  })

  it('refuses an entityID that another tenant owns, alone in its aggregate', async () => {
    const { world, view, imported } = await registryWorld()
    await imported({ tenant: AACHEN_CITY })
    world.document = readDocument({ [AACHEN]: portalMetadata({ displayNames: {} }), [SOLINGEN]: portalMetadata() })
    const result = await imported({ tenant: tenantId('Solingen') })
    expect(result.refused).to.have.lengthOf(1)
    expect(result.refused[0]).to.deep.include({ entityId: AACHEN })
    expect(result.refused[0]?.refusal).to.deep.include({
      code: 'tenant-foreign',
      data: { entityId: AACHEN, tenant: 'Aachen' },
    })
    expect(view.services.get(AACHEN)).to.include({ tenant: 'Aachen' })
    expect(view.services.get(AACHEN)?.metadata.displayNames).to.deep.equal({ de: 'Serviceportal Aachen' })
    expect(view.services.get(SOLINGEN)).to.include({ tenant: 'Solingen' })
  })

  it('keeps the owner where the import names none', async () => {
    const { view, imported } = await registryWorld()
    await imported({ tenant: AACHEN_CITY })
    await imported({ trustLevel: 'hoch' })
    expect(view.services.get(AACHEN)).to.include({ tenant: 'Aachen' })
  })

  it('changes nothing at all if a setting is wrong', async () => {
    const { view, imported } = await registryWorld(
      readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() }),
    )
    const refusal = await refusedIn(imported({ displayName: 'Portal', dialect: 'nordisch' }))
    expect(refusal).to.deep.include({
      code: 'setting-value',
      data: { entityId: AACHEN, setting: 'dialect', value: 'nordisch' },
    })
    expect(view.services.size).to.equal(0)
  })

  it('lets the sector be chosen at the first import, and keeps it then', async () => {
    const { world, view, imported } = await registryWorld()
    await imported({ sector: 'stadt-aachen' })
    world.accounts = 1
    await imported({ trustLevel: 'hoch' })
    expect(view.services.get(AACHEN)?.settings.sector).to.equal('stadt-aachen')
  })

  it('tells the audit log who did what, before and after', async () => {
    const { view, imported } = await registryWorld()
    await imported()
    await imported({ trustLevel: 'hoch' })
    expect(view.audit[0]).to.include({
      at: NOW,
      actor: 'cli:mira',
      action: 'service.imported',
      subject: AACHEN,
      before: null,
    })
    expect(view.audit[1]).to.deep.include({
      action: 'service.updated',
      before: { trustLevel: 'normal' },
      after: { trustLevel: 'hoch' },
    })
  })

  it('decides again if another command was faster', async () => {
    const { world, view, imported } = await registryWorld()
    world.racesLost = 2
    await imported()
    expect(view.services.size).to.equal(1)
  })
})
