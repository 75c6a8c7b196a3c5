import { expect } from 'chai'
import { entityId, tenantId } from '../../../src/domain/ids.js'
import { days, minutes } from '../../../src/domain/instant.js'
import { restoreVersion, serviceHistory } from '../../../src/operators/services/history.js'
import { changeService, removeService, switchService } from '../../../src/operators/services/manage-services.js'
import {
  AACHEN,
  ACTOR,
  NOW,
  OTHER_KEY,
  portalKey,
  portalMetadata,
  readDocument,
  refusedIn,
  registryWorld,
  SOLINGEN,
} from '../registry-world.js'

const VERA = 'operator:vera'

/** Registered, set, disabled, imported again with another key: four versions. */
async function fourVersions() {
  const made = await registryWorld()
  const { deps, clock, world, imported } = made
  await imported()
  clock.pass(minutes(1))
  await changeService(AACHEN, { trustLevel: 'hoch', sso: false }, VERA, deps)
  clock.pass(minutes(1))
  await switchService(AACHEN, false, ACTOR, deps)
  clock.pass(minutes(1))
  world.document = readDocument({ [AACHEN]: portalMetadata({ keys: [portalKey(OTHER_KEY)] }) })
  await imported()
  const restored = (number: number, dryRun = false) => restoreVersion(AACHEN, { number, dryRun }, VERA, deps)
  return { ...made, restored }
}

const fieldsOf = (changes: readonly { readonly field: string }[] | null) => changes?.map(({ field }) => field) ?? null

describe('the history of a service', () => {
  it('has a version for each change: when, who, and what changed field by field', async () => {
    const { deps } = await fourVersions()
    const { entries, service } = await serviceHistory(AACHEN, deps)
    expect(service?.entityId).to.equal(AACHEN)
    expect(entries.map(({ version: { number, at, actor, act } }) => [number, at, actor, act])).to.deep.equal([
      [4, NOW + minutes(3), ACTOR, 'updated'],
      [3, NOW + minutes(2), ACTOR, 'disabled'],
      [2, NOW + minutes(1), VERA, 'set'],
      [1, NOW, ACTOR, 'imported'],
    ])
    expect(entries[0]?.changes?.map(({ field }) => field)).to.deep.equal(['active', 'keys'])
    expect(entries[1]?.changes).to.deep.equal([{ field: 'active', before: true, after: false }])
    expect(entries[2]?.changes).to.deep.equal([
      { field: 'trustLevel', before: 'normal', after: 'hoch' },
      { field: 'sso', before: true, after: false },
    ])
    expect(entries[3]?.changes?.every(({ before }) => before === null)).to.equal(true)
  })

  it('keeps with a restoration that the service has left its source, or has not', async () => {
    const { tools, view, restored, clock } = await fourVersions()
    const found = async () => (await tools.registry.find(entityId(AACHEN))) ?? expect.fail()
    const save = async (left: boolean) => {
      const now = await found()
      const source = { ...now.source, ...(left ? { left } : { left: false }) }
      await tools.registry.change(async () => ({ save: [{ ...now, source }], remove: [], audit: [], result: null }))
    }
    await save(true)
    clock.pass(minutes(1))
    await restored(1)
    expect(view.services.get(AACHEN)?.source.left).to.equal(true)
    await save(false)
    await restored(2)
    expect(view.services.get(AACHEN)?.source.left).to.equal(false)
  })

  it('leaves no version where nothing changed', async () => {
    const { deps, imported } = await fourVersions()
    await imported()
    await imported({ sso: true }, { dryRun: true })
    await changeService(AACHEN, { sso: false }, ACTOR, deps)
    expect((await serviceHistory(AACHEN, deps)).entries).to.have.length(4)
  })

  it('knows no service that there never was', async () => {
    const { deps } = await fourVersions()
    expect(await refusedIn(serviceHistory('https://nobody.example', deps))).to.include({ code: 'service-unknown' })
    const restoring = restoreVersion('https://nobody.example', { number: 1, dryRun: false }, ACTOR, deps)
    expect(await refusedIn(restoring)).to.include({ code: 'service-unknown' })
  })

  it('keeps so many versions and so long, the last one always, and says that more is not kept', async () => {
    const { deps, clock } = await fourVersions()
    expect(await deps.services.forgetVersions({ most: 3, since: NOW })).to.equal(1)
    const { entries } = await serviceHistory(AACHEN, deps)
    expect(entries.map(({ version, changes }) => [version.number, changes === null])).to.deep.equal([
      [4, false],
      [3, false],
      [2, true],
    ])
    clock.pass(days(1))
    expect(await deps.services.forgetVersions({ most: 3, since: clock.now() })).to.equal(2)
    expect((await serviceHistory(AACHEN, deps)).entries.map(({ version }) => version.number)).to.deep.equal([4])
    await changeService(AACHEN, { sso: true }, ACTOR, deps)
    expect((await serviceHistory(AACHEN, deps)).entries.map(({ version }) => version.number)).to.deep.equal([5, 4])
  })
})

describe('restoring a version', () => {
  it('brings settings and metadata back as they were, and leaves a version and an entry itself', async () => {
    const { restored, deps, view } = await fourVersions()
    const first = (await deps.services.versions(AACHEN as never)).at(-1)?.state
    const { changes } = await restored(1)
    expect(fieldsOf(changes)).to.deep.equal(['trustLevel', 'sso', 'keys'])
    expect(view.services.get(AACHEN)).to.deep.include({ settings: first?.settings, metadata: first?.metadata })
    const { entries } = await serviceHistory(AACHEN, deps)
    expect(entries[0]?.version).to.deep.include({ number: 5, actor: VERA, act: 'restored', restored: 1 })
    expect(fieldsOf(entries[0]?.changes ?? null)).to.deep.equal(fieldsOf(changes))
    const entry = view.audit.at(-1)
    expect(entry).to.deep.include({ action: 'service.restored', actor: VERA, subject: AACHEN })
    expect(entry?.after).to.deep.include({ version: 1 })
  })

  it('does not lift a block: neither by an earlier version nor by one of a service that is gone', async () => {
    const { restored, deps, view } = await fourVersions()
    await switchService(AACHEN, false, ACTOR, deps)
    await restored(2)
    expect(view.services.get(AACHEN)?.active).to.equal(false)
    await removeService(AACHEN, ACTOR, deps)
    const [gone] = (await serviceHistory(AACHEN, deps)).entries
    expect(gone?.version).to.include({ act: 'removed', actor: ACTOR })
    await restored(gone?.version.number ?? 0)
    expect(view.services.get(AACHEN)?.active).to.equal(false)
    expect((await serviceHistory(AACHEN, deps)).entries[0]?.version).to.include({ act: 'restored' })
  })

  it('shows before what would change, and changes nothing then', async () => {
    const { restored, writes } = await fourVersions()
    const before = await writes()
    expect(fieldsOf((await restored(1, true)).changes)).to.deep.equal(['trustLevel', 'sso', 'keys'])
    expect(await writes()).to.equal(before)
  })

  it('writes nothing where it is so already', async () => {
    const { restored, writes } = await fourVersions()
    const before = await writes()
    expect((await restored(4)).changes).to.deep.equal([])
    expect(await writes()).to.equal(before)
  })

  it('names the versions that there are where one is unknown', async () => {
    const { restored } = await fourVersions()
    expect(await refusedIn(restored(9))).to.deep.include({
      code: 'version-unknown',
      data: { entityId: AACHEN, number: 9, first: 1, last: 4 },
    })
  })

  it('refuses metadata that are refused by now, and says why; what stands already is not judged again', async () => {
    const { restored, world, view } = await fourVersions()
    world.fault = { kind: 'key', key: 'RSA 1024' }
    expect(await refusedIn(restored(1))).to.deep.include({ rule: 'metadata-key', code: 'kept-key' })
    world.fault = { kind: 'ended', validUntil: NOW }
    expect(await refusedIn(restored(1))).to.include({ rule: 'metadata-expired' })
    world.fault = { kind: 'endpoint', location: 'http://x' }
    expect(await refusedIn(restored(1))).to.include({ rule: 'metadata-endpoint' })
    expect(view.services.get(AACHEN)?.settings.trustLevel).to.equal('hoch')
    await restored(4)
  })

  it('refuses what the registry refuses by now: a sector of another tenant, an exception that is over', async () => {
    const { restored, deps, world, imported, clock } = await fourVersions()
    await changeService(AACHEN, { sector: 'gemeinsam' }, ACTOR, deps)
    await changeService(AACHEN, { sector: AACHEN }, ACTOR, deps)
    world.document = readDocument({ [SOLINGEN]: portalMetadata() })
    await imported({ sector: 'gemeinsam', tenant: tenantId('Solingen') })
    expect(await refusedIn(restored(5))).to.include({ code: 'sector-foreign' })
    await changeService(AACHEN, { weakAlgorithms: ['rsa-sha1'], weakAlgorithmsUntil: '2026-12-01' }, ACTOR, deps)
    await changeService(AACHEN, { weakAlgorithms: [] }, ACTOR, deps)
    const number = (await serviceHistory(AACHEN, deps)).entries[1]?.version.number ?? 0
    clock.pass(days(60))
    expect(await refusedIn(restored(number))).to.include({ code: 'exception-end' })
  })

  it('restores on what is registered by then, where another command was faster', async () => {
    const { restored, world, view } = await fourVersions()
    world.racesLost = 1
    await restored(1)
    expect(view.services.get(AACHEN)?.settings.trustLevel).to.equal('normal')
  })
})
