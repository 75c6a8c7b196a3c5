import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { servicesOf } from '../../../src/operators/console/bounded-services.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { approveDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { restoreVersion } from '../../../src/operators/services/history.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { changeService, removeService } from '../../../src/operators/services/manage-services.js'
import { changeWithNewPseudonyms } from '../../../src/operators/services/new-pseudonyms.js'
import { NothingImported } from '../../../src/operators/services/nothing-imported.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { AACHEN, ACTOR, portalMetadata, readDocument, refusedIn, registryWorld, SOLINGEN } from '../registry-world.js'

const HERE = tenantId('Aachen')
const ELSEWHERE = tenantId('Solingen')

const AACHENS = readDocument({ [AACHEN]: portalMetadata() })
const SOLINGENS = readDocument({ [SOLINGEN]: portalMetadata() })

/** Tenants of which one has left a sector in which somebody has a pseudonym. */
async function leftWorld(operators: { readonly secondPerson?: boolean } = {}) {
  const made = await registryWorld(SOLINGENS, operators)
  const { view, deps, drafts, tools } = made
  await made.operator('sara')
  const used = (sector: string) =>
    view.tamper(`INSERT INTO sector_used VALUES ('${sector}', '2026-01-01T00:00:00.000Z')`)
  const bounded = (name: string) => sampleOperator(name, { tenant: ELSEWHERE })
  /** Whom Solingen's operators see, and what a second one of them agrees to. */
  const theirs = servicesOf(bounded('sara'), deps)
  const agreed = (draft: string) =>
    approveDraft(
      draft,
      { actor: 'operator:sven', shown: null },
      { ...drafts, services: servicesOf(bounded('sven'), drafts.services) },
    )
  /** Aachen has a service for a while, in the sector of its name, and somebody logs in. */
  const leaves = async () => {
    const atOnce = { ...deps, services: tools.registry }
    await importServices(AACHENS, { from: 'a.xml', settings: { tenant: HERE }, dryRun: false }, ACTOR, atOnce)
    used(AACHEN)
    await removeService(AACHEN, ACTOR, atOnce)
  }
  return { ...made, used, theirs, agreed, leaves }
}

const draftOf = async (work: Promise<unknown>): Promise<string> => {
  const thrown: unknown = await work.catch((error: unknown) => error)
  return thrown instanceof ChangeDrafted ? thrown.draft : expect.fail(String(thrown))
}

describe('a sector that another tenant has left', () => {
  it('is not entered by what is typed for the own one', async () => {
    const { imported, leaves, used, theirs, tools, view } = await leftWorld()
    await leaves()
    await imported({ tenant: ELSEWHERE })
    used(SOLINGEN)
    const change = { settings: { sector: AACHEN }, typed: SOLINGEN }
    const deps = { ...theirs, drafting: tools.drafting }
    expect(await refusedIn(changeWithNewPseudonyms(SOLINGEN, change, 'operator:sara', deps))).to.include({
      code: 'sector-left',
    })
    expect(view.services.get(SOLINGEN)?.settings.sector).to.equal(SOLINGEN)
  })

  it('nor where it was left while that waited for the second person', async () => {
    const { imported, leaves, used, theirs, tools, view, agreed } = await leftWorld()
    await imported({ tenant: ELSEWHERE })
    used(SOLINGEN)
    const change = { settings: { sector: AACHEN }, typed: SOLINGEN }
    const deps = { ...theirs, drafting: tools.drafting }
    const draft = await draftOf(changeWithNewPseudonyms(SOLINGEN, change, 'operator:sara', deps))
    await leaves()
    expect(await refusedIn(agreed(draft))).to.include({ code: 'sector-left' })
    expect(view.services.get(SOLINGEN)?.settings.sector).to.equal(SOLINGEN)
  })

  it('is not entered by a new service whose import was proposed before', async () => {
    const { leaves, theirs, view, agreed } = await leftWorld({ secondPerson: true })
    const settings = { tenant: ELSEWHERE, sector: AACHEN }
    const input = { from: 's.xml', settings, dryRun: false }
    const draft = await draftOf(importServices(SOLINGENS, input, 'operator:sara', theirs))
    await leaves()
    expect(await refusedIn(agreed(draft))).to.include({ code: 'sector-left' })
    expect(view.services.get(SOLINGEN)).to.equal(undefined)
  })

  it('is not entered by an earlier version that is restored', async () => {
    const { imported, leaves, deps, view } = await leftWorld()
    await imported({ tenant: ELSEWHERE, sector: AACHEN })
    await changeService(SOLINGEN, { sector: SOLINGEN }, ACTOR, deps)
    await removeService(SOLINGEN, ACTOR, deps)
    await leaves()
    const restored = restoreVersion(SOLINGEN, { number: 1, dryRun: false }, ACTOR, deps)
    expect(await refusedIn(restored)).to.include({ code: 'sector-left' })
    expect(view.services.get(SOLINGEN)).to.equal(undefined)
  })

  it('is not entered by a new service though it is that of its name', async () => {
    const { imported, used, deps, world, view } = await leftWorld()
    await imported({ tenant: ELSEWHERE, sector: AACHEN })
    used(AACHEN)
    await removeService(SOLINGEN, ACTOR, deps)
    world.document = AACHENS
    const thrown: unknown = await imported({ tenant: HERE }).catch((error: unknown) => error)
    if (!(thrown instanceof NothingImported)) return expect.fail(String(thrown))
    expect(thrown.all.refused[0]?.refusal).to.include({ code: 'sector-left' })
    expect(view.services.get(AACHEN)).to.equal(undefined)
  })
})
