import { expect } from 'chai'
import { entityId, tenantId } from '../../../src/domain/ids.js'
import { servicesOf } from '../../../src/operators/console/bounded-services.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { restoreVersion } from '../../../src/operators/services/history.js'
import { changeService, removeService } from '../../../src/operators/services/manage-services.js'
import { changeWithNewPseudonyms } from '../../../src/operators/services/new-pseudonyms.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { NothingImported } from '../../../src/operators/services/nothing-imported.js'
import { approveDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { handFeed } from '../../../src/operators/sources/register-source.js'
import {
  AACHEN,
  ACTOR,
  only,
  portalMetadata,
  readDocument,
  refusedIn,
  registryWorld,
  SOLINGEN,
} from '../registry-world.js'

const OLD = 'https://alt.aachen.example/metadata'

/** A service that was in a sector of its own name, that somebody has got a pseudonym in, and that was removed. */
async function removedWorld(given: { readonly used?: boolean; readonly settings?: SettingsChange } = {}) {
  const { used = true, settings = { sector: OLD } } = given
  const made = await registryWorld()
  const { imported, view, deps } = made
  await imported(settings)
  if (used) view.tamper(`INSERT INTO sector_used VALUES ('${OLD}', '2026-01-01T00:00:00.000Z')`)
  await removeService(AACHEN, ACTOR, deps)
  made.world.accounts = only(OLD, 12)
  const sector = () => view.services.get(AACHEN)?.settings.sector
  const refused = async (work: Promise<unknown>) => {
    const thrown: unknown = await work.catch((error: unknown) => error)
    if (thrown instanceof NothingImported) return thrown.all.refused[0]?.refusal
    throw thrown instanceof Error ? thrown : new Error('it was imported')
  }
  return { ...made, sector, refused }
}

describe('a service that was removed and comes back', () => {
  it('has its sector of then, so that it knows its users again, and says so', async () => {
    const { imported, sector } = await removedWorld()
    const preview = await imported({}, { dryRun: true })
    expect(preview.services[0]?.findings).to.deep.include({
      ...{ code: 'sector-kept', rule: 'sector-kept', severity: 'info' },
      data: { sector: OLD },
    })
    expect(preview.services[0]?.service.settings.sector).to.equal(OLD)
    await imported()
    expect(sector()).to.equal(OLD)
    await imported({ sector: OLD })
    expect(sector()).to.equal(OLD)
  })

  it('does not come back into another one, however it is asked for', async () => {
    const { imported, refused, sector, deps } = await removedWorld()
    const feed = handFeed('https://federation.example/all.xml')
    for (const wanted of ['neu', AACHEN, `${OLD}/`]) {
      expect(await refused(imported({ sector: wanted }))).to.deep.include({
        code: 'sector-kept',
        data: { entityId: AACHEN, sector: OLD, wanted, accounts: 12 },
      })
      expect(await refused(imported({ sector: wanted }, { feed }))).to.include({ code: 'sector-kept' })
    }
    expect(sector()).to.equal(undefined)
    await imported()
    expect(await refusedIn(changeService(AACHEN, { sector: 'neu' }, ACTOR, deps))).to.include({ code: 'sector-frozen' })
  })

  it('keeps no other service of its file from being imported', async () => {
    const { imported, world, view } = await removedWorld()
    world.accounts = 0
    world.document = readDocument({ [AACHEN]: portalMetadata(), [SOLINGEN]: portalMetadata() })
    const { refused } = await imported({ sector: 'neu' })
    expect(refused.map((each) => each.entityId)).to.deep.equal([AACHEN])
    expect(view.services.get(SOLINGEN)?.settings.sector).to.equal('neu')
  })

  it('stays where it was over any number of removals', async () => {
    const { imported, refused, sector, deps } = await removedWorld()
    await imported()
    await removeService(AACHEN, ACTOR, deps)
    expect(await refused(imported({ sector: 'neu' }))).to.include({ code: 'sector-kept' })
    await imported()
    expect(sector()).to.equal(OLD)
  })

  it('changes its sector by what is typed and a second person, as any other', async () => {
    const { imported, sector, deps, tools, drafts, world } = await removedWorld()
    await imported()
    const change = { settings: { sector: 'neu' }, typed: OLD }
    const thrown: unknown = await changeWithNewPseudonyms(AACHEN, change, ACTOR, {
      ...deps,
      drafting: tools.drafting,
    }).catch((error: unknown) => error)
    if (!(thrown instanceof ChangeDrafted)) return expect.fail('it waits for nobody')
    await approveDraft(thrown.draft, { actor: 'cli:paul', shown: null }, drafts)
    await removeService(AACHEN, ACTOR, deps)
    expect(await deps.services.removedInUse([entityId(AACHEN)]), 'nobody has used the new one yet').to.deep.equal([])
    world.accounts = 0
    await imported({ sector: 'frei' })
    expect(sector()).to.equal('frei')
  })

  it('comes back by an admin alone where nobody knows its sector and its owner any more', async () => {
    const { imported, refused, view, deps, world } = await removedWorld({ used: false })
    // As a migration left those whose removal the log had forgotten.
    view.tamper(`UPDATE service_removal SET sector = NULL, tenant = NULL;
      INSERT INTO sector_used VALUES ('${AACHEN}', '2026-01-01T00:00:00.000Z')`)
    const bounded = servicesOf(sampleOperator('s', { tenant: tenantId('Solingen') }), deps)
    const input = { from: 'x.xml', settings: { tenant: tenantId('Solingen') }, dryRun: false }
    expect(await refused(importServices(world.document, input, 'operator:s', bounded))).to.include({
      code: 'tenant-foreign',
    })
    expect(await refused(imported({ sector: 'neu' }))).to.include({ code: 'sector-kept' })
    await imported()
    expect(view.services.get(AACHEN)?.settings.sector).to.equal(AACHEN)
  })

  it('begins anew where nobody ever had a pseudonym there', async () => {
    const { imported, sector } = await removedWorld({ used: false })
    await imported()
    expect(sector()).to.equal(AACHEN)
  })

  it('is bound by pseudonyms of an earlier IdP as well', async () => {
    const { imported, refused, view } = await removedWorld({ used: false })
    view.tamper(`PRAGMA foreign_keys = OFF; INSERT INTO earlier_pseudonym VALUES ('one', '${OLD}', 'x')`)
    expect(await refused(imported({ sector: 'neu' }))).to.include({ code: 'sector-kept' })
  })

  it('comes back with no earlier version that had another sector', async () => {
    const { sector, view, deps, imported } = await registryWorld().then((made) => ({
      ...made,
      sector: () => made.view.services.get(AACHEN)?.settings.sector,
    }))
    await imported()
    await changeService(AACHEN, { sector: OLD }, ACTOR, deps)
    view.tamper(`INSERT INTO sector_used VALUES ('${OLD}', '2026-01-01T00:00:00.000Z')`)
    await removeService(AACHEN, ACTOR, deps)
    const restored = (number: number) => restoreVersion(AACHEN, { number, dryRun: false }, ACTOR, deps)
    expect(await refusedIn(restored(1))).to.include({ code: 'sector-kept' })
    expect(sector()).to.equal(undefined)
    await restored(2)
    expect(sector()).to.equal(OLD)
  })

  it('comes back to its tenant alone, which nobody has to name', async () => {
    const settings = { sector: OLD, tenant: tenantId('Aachen') }
    const { imported, refused, view } = await removedWorld({ settings })
    expect(await refused(imported({ tenant: tenantId('Solingen') }))).to.deep.include({
      code: 'tenant-foreign',
      data: { entityId: AACHEN, tenant: 'Aachen' },
    })
    await imported()
    expect(view.services.get(AACHEN)).to.include({ tenant: 'Aachen' })
  })
})
