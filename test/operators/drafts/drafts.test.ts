import { expect } from 'chai'
import { draftId, tenantId } from '../../../src/domain/ids.js'
import { days } from '../../../src/domain/instant.js'
import { disableOperator, resetSecondFactor } from '../../../src/operators/access/manage-operators.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { approveDraft, rejectDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { openDrafts, showDraft } from '../../../src/operators/drafts/draft-view.js'
import { retireKey } from '../../../src/operators/keys/manage-keys.js'
import { restoreVersion, serviceHistory } from '../../../src/operators/services/history.js'
import { changeService, removeService, switchService } from '../../../src/operators/services/manage-services.js'
import {
  AACHEN,
  ACTOR,
  OTHER_KEY,
  portalKey,
  portalMetadata,
  readDocument,
  refusedIn,
  registryWorld,
  SOLINGEN,
} from '../registry-world.js'

const VERA = 'operator:vera'
const PAUL = 'cli:paul'

/** The draft that a change became. */
async function draftOf(change: Promise<unknown>): Promise<string> {
  try {
    await change
  } catch (error) {
    if (error instanceof ChangeDrafted) return error.draft
    throw error
  }
  throw new Error('the change waits for nobody')
}

/** Aachen is registered, by two people. Vera is an operator. */
async function secondPersonWorld() {
  const made = await registryWorld(undefined, { secondPerson: true })
  const { deps, drafts, imported } = made
  await made.operator('vera')
  const first = await draftOf(imported())
  const approved = (id: string, actor = PAUL, shown: string | null = null) => approveDraft(id, { actor, shown }, drafts)
  await approved(first)
  const set = (purpose: string, actor = VERA) => draftOf(changeService(AACHEN, { purpose }, actor, deps))
  const purpose = () => made.view.services.get(AACHEN)?.settings.purpose
  return { ...made, first, approved, set, purpose }
}

describe('a change that waits for a second person', () => {
  it('changes nothing, is kept with its author and its end, and is told to the audit', async () => {
    const { deps, drafts, imported, view, clock, writes } = await registryWorld(undefined, { secondPerson: true })
    const before = await writes()
    const id = await draftOf(imported({ trustLevel: 'hoch' }))
    expect([view.services.size, await writes()]).to.deep.equal([0, before])
    const [head] = await openDrafts(drafts)
    expect(head).to.deep.include({ id, author: ACTOR, at: clock.now(), expiresAt: clock.now() + days(14) })
    expect(head).to.include({ act: 'imported', subject: AACHEN, more: 0, state: 'open' })
    expect(view.audit.at(-1)).to.deep.include({ action: 'draft.proposed', actor: ACTOR, subject: id })
    const shown = await showDraft(id, drafts)
    expect(shown.standing).to.equal('ready')
    expect(shown.services[0]?.changes).to.deep.include({ field: 'trustLevel', before: null, after: 'hoch' })
    expect(await refusedIn(changeService(AACHEN, { sso: false }, ACTOR, deps))).to.include({ code: 'service-unknown' })
  })

  it('is made when somebody else approves, and every trace names both', async () => {
    const { approved, set, purpose, view, deps, drafts, clock } = await secondPersonWorld()
    const id = await set('Antrag')
    clock.pass(days(1))
    await approved(id)
    expect(purpose()).to.equal('Antrag')
    const [set1, decided] = view.audit.slice(-2)
    expect(set1).to.deep.include({ action: 'service.set', actor: VERA, at: clock.now(), after: { purpose: 'Antrag' } })
    expect(decided).to.deep.include({ action: 'draft.approved', actor: PAUL, subject: id })
    expect([decided?.before, decided?.after]).to.deep.equal([{ author: VERA }, { act: 'set', of: [AACHEN] }])
    const [version] = (await serviceHistory(AACHEN, deps)).entries
    expect(version?.version).to.include({ actor: VERA, approvedBy: PAUL, act: 'set' })
    const after = await showDraft(id, drafts)
    expect(after).to.include({ standing: 'decided' })
    expect(after.draft).to.include({ state: 'approved', decidedBy: PAUL, decidedAt: clock.now() })
    expect(await openDrafts(drafts)).to.deep.equal([])
  })

  it('is approved by nobody’s own hand, and once', async () => {
    const { approved, set, purpose } = await secondPersonWorld()
    const id = await set('Antrag')
    expect(await refusedIn(approved(id, VERA))).to.include({ code: 'draft-own' })
    expect(purpose()).to.equal(null)
    await approved(id)
    expect(await refusedIn(approved(id))).to.include({ code: 'draft-decided' })
    expect(await refusedIn(approved('nobody'))).to.include({ code: 'draft-unknown' })
  })

  it('is rejected by somebody else or taken back, and is not approved then', async () => {
    const { approved, set, drafts, purpose, view } = await secondPersonWorld()
    const [other, own] = [await set('Antrag'), await set('Bescheid')]
    await rejectDraft(other, { actor: PAUL, shown: null }, drafts)
    expect(view.audit.at(-1)).to.deep.include({ action: 'draft.rejected', actor: PAUL, before: { author: VERA } })
    await rejectDraft(own, { actor: VERA, shown: null }, drafts)
    expect(await refusedIn(approved(own))).to.include({ code: 'draft-decided' })
    const again = rejectDraft(other, { actor: PAUL, shown: null }, drafts)
    expect(await refusedIn(again)).to.include({ code: 'draft-decided' })
    expect(purpose()).to.equal(null)
  })

  it('is not made on what has moved meanwhile, by a change or by the stop of the service', async () => {
    const { approved, set, deps, drafts, purpose } = await secondPersonWorld()
    const [one, other] = [await set('Antrag'), await set('Bescheid')]
    await approved(one)
    expect(await showDraft(other, drafts)).to.include({ standing: 'moved' })
    expect(await refusedIn(approved(other))).to.deep.include({
      code: 'draft-moved',
      data: { draft: other, subject: AACHEN },
    })
    const third = await set('Auskunft')
    await switchService(AACHEN, false, VERA, deps)
    expect(await refusedIn(approved(third))).to.include({ code: 'draft-moved' })
    expect(purpose()).to.equal('Antrag')
  })

  it('is not made where somebody is faster between the look and the writing', async () => {
    const { set, drafts, purpose, tools } = await secondPersonWorld()
    const id = await set('Antrag')
    const late = {
      ...drafts,
      services: {
        ...drafts.services,
        services: {
          ...tools.registry,
          async change<Result>(decide: Parameters<typeof tools.registry.change<Result>>[0]) {
            await switchService(AACHEN, false, 'cli:rosa', { ...drafts.services, services: tools.registry })
            return tools.registry.change(decide)
          },
        },
      },
    }
    expect(await refusedIn(approveDraft(id, { actor: PAUL, shown: null }, late))).to.include({ code: 'draft-moved' })
    expect([purpose(), (await openDrafts(drafts)).length]).to.deep.equal([null, 1])
  })

  it('is made once where two approve at the same moment', async () => {
    const { set, drafts, purpose, tools } = await secondPersonWorld()
    const id = await set('Antrag')
    const rival = { draft: draftId(id), by: 'cli:rosa', at: 5 }
    const told = { at: 5, actor: 'cli:rosa', action: 'draft.rejected', subject: id, before: { author: VERA } } as const
    const late = {
      ...drafts,
      services: {
        ...drafts.services,
        services: {
          ...tools.registry,
          async change<Result>(decide: Parameters<typeof tools.registry.change<Result>>[0]) {
            await tools.drafts.drafts.reject(rival, { ...told, after: null })
            return tools.registry.change(decide)
          },
        },
      },
    }
    expect(await refusedIn(approveDraft(id, { actor: PAUL, shown: null }, late))).to.include({ code: 'draft-decided' })
    expect(purpose()).to.equal(null)
  })

  it('is approved as it was shown, or not at all', async () => {
    const { approved, set, drafts, purpose } = await secondPersonWorld()
    const id = await set('Antrag')
    const { digest } = await showDraft(id, drafts)
    expect(await refusedIn(approved(id, PAUL, 'another'))).to.include({ code: 'draft-changed' })
    const refused = rejectDraft(id, { actor: PAUL, shown: 'another' }, drafts)
    expect(await refusedIn(refused)).to.include({ code: 'draft-changed' })
    await approved(id, PAUL, digest)
    expect(purpose()).to.equal('Antrag')
  })

  it('ends by itself', async () => {
    const { approved, set, drafts, clock, purpose } = await secondPersonWorld()
    const id = await set('Antrag')
    clock.pass(days(14))
    expect(await openDrafts(drafts)).to.deep.equal([])
    expect(await showDraft(id, drafts)).to.include({ standing: 'ended' })
    expect(await refusedIn(approved(id))).to.include({ code: 'draft-ended' })
    expect(purpose()).to.equal(null)
  })

  it('is approved by nobody once its author may not propose it any more, and is rejected still', async () => {
    const { approved, set, drafts, purpose, tools, deps } = await secondPersonWorld()
    const made = await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, ACTOR)
    const ids = [await set('Antrag'), await draftOf(tools.keys.activate(made.id, VERA))]
    ids.push(await draftOf(resetSecondFactor('vera', VERA, tools)))
    const fromShell = await set('Bescheid', ACTOR)
    await disableOperator('vera', 'cli:mira', tools)
    for (const id of ids) {
      expect(await showDraft(id, drafts)).to.include({ standing: 'author-gone' })
      const refused = await refusedIn(approved(id))
      expect(refused).to.deep.include({ code: 'draft-author', data: { draft: id, author: VERA } })
      await rejectDraft(id, { actor: PAUL, shown: null }, drafts)
    }
    expect(purpose()).to.equal(null)
    await approved(fromShell)
    expect(purpose()).to.equal('Bescheid')
    const ghost = await draftOf(changeService(AACHEN, { purpose: 'Antrag' }, 'operator:nobody', deps))
    expect(await refusedIn(approved(ghost)), 'an operator whom nobody knows').to.include({ code: 'draft-author' })
  })

  it('is judged again by the rules as they are when it is approved', async () => {
    const { approved, deps, imported, world, clock, view } = await secondPersonWorld()
    const weak = { weakAlgorithms: ['rsa-sha1'], weakAlgorithmsUntil: '2026-11-25' } as const
    const late = await draftOf(changeService(AACHEN, weak, VERA, deps))
    clock.pass(days(10))
    expect(await refusedIn(approved(late))).to.include({ code: 'exception-end' })
    world.document = readDocument({ [AACHEN]: portalMetadata({ keys: [portalKey(OTHER_KEY)] }) })
    const newer = await draftOf(imported())
    world.fault = { kind: 'key', key: 'RSA 1024' }
    expect(await refusedIn(approved(newer))).to.include({ code: 'kept-key' })
    world.fault = null
    await approved(newer)
    expect(view.services.get(AACHEN)?.metadata.keys).to.deep.equal([portalKey(OTHER_KEY)])
  })

  it('may be of many services at once, of new ones and of ones that go', async () => {
    const { approved, deps, drafts, imported, world, view } = await secondPersonWorld()
    world.document = readDocument({
      [AACHEN]: portalMetadata({ displayNames: { de: 'Neu' } }),
      [SOLINGEN]: portalMetadata(),
    })
    const both = await draftOf(imported())
    expect((await showDraft(both, drafts)).services.map(({ act }) => act)).to.deep.equal(['updated', 'imported'])
    await approved(both)
    expect([...view.services.keys()].sort()).to.deep.equal([AACHEN, SOLINGEN])
    const gone = await draftOf(removeService(SOLINGEN, VERA, deps))
    expect(view.services.size).to.equal(2)
    await approved(gone)
    expect([...view.services.keys()]).to.deep.equal([AACHEN])
    const back = await draftOf(restoreVersion(SOLINGEN, { number: 1, dryRun: false }, VERA, deps))
    await approved(back)
    const [entry] = (await serviceHistory(SOLINGEN, deps)).entries
    expect(entry?.version).to.include({ act: 'restored', restored: 1, actor: VERA, approvedBy: PAUL })
  })

  it('is of the tenant whose services they are; of several, of nobody in particular', async () => {
    const { approved, deps, drafts, set } = await secondPersonWorld()
    const moving = await draftOf(changeService(AACHEN, { tenant: tenantId('Aachen') }, VERA, deps))
    expect((await showDraft(moving, drafts)).draft.tenant).to.equal(null)
    await approved(moving)
    expect((await showDraft(await set('Antrag'), drafts)).draft.tenant).to.equal('Aachen')
  })

  it('is made of nothing that changes nothing, and to stop a service waits for nobody', async () => {
    const { deps, imported, view, drafts } = await secondPersonWorld()
    await imported()
    await imported({ sso: false }, { dryRun: true })
    await switchService(AACHEN, false, ACTOR, deps)
    expect(view.services.get(AACHEN)?.active).to.equal(false)
    expect(await openDrafts(drafts)).to.deep.equal([])
    await draftOf(switchService(AACHEN, true, ACTOR, deps))
    expect(view.services.get(AACHEN)?.active).to.equal(false)
  })

  it('lets nothing along with a stop, and nothing without its entry', async () => {
    const { deps, tools } = await secondPersonWorld()
    const service = (await deps.services.all())[0] ?? expect.fail()
    const stop = { at: 1, actor: ACTOR, action: 'service.disabled', subject: AACHEN, before: {}, after: {} } as const
    const smuggled = tools.services.change(async () => ({
      save: [{ ...service, active: false }],
      remove: [service.entityId],
      audit: [stop],
      result: null,
    }))
    await draftOf(smuggled)
    const silent = tools.services.change(async () => ({ save: [service], remove: [], audit: [], result: null }))
    expect(await silent.catch((error: unknown) => error)).to.have.property('code', 'internal')
  })

  it('is a key that is taken out of use by force as well', async () => {
    const { tools, drafts, view } = await secondPersonWorld()
    const deps = { keys: tools.keys, services: tools.services }
    const house = { ...deps, now: 0, validFor: days(1), announceFor: days(1) }
    const made = await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, ACTOR)
    const stateOf = async () => (await tools.keys.list()).find(({ id }) => id === made.id)?.state
    await draftOf(retireKey(made.id, { force: false }, VERA, house))
    const draft = await draftOf(retireKey(made.id, { force: true }, VERA, house))
    expect(await stateOf()).to.equal('next')
    await approveDraft(draft, { actor: PAUL, shown: null }, drafts)
    expect(await stateOf()).to.equal('retired')
    expect(view.audit.slice(-2).map(({ action, actor }) => [action, actor])).to.have.deep.members([
      ['key.retired', VERA],
      ['draft.approved', PAUL],
    ])
  })

  it('is a key that is activated or retired; a new one waits for nobody', async () => {
    const { tools, drafts, approved, view } = await secondPersonWorld()
    const made = await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, ACTOR)
    const activation = await draftOf(tools.keys.activate(made.id, VERA))
    const state = async () => (await tools.keys.list()).find(({ id }) => id === made.id)?.state
    expect(await state()).to.equal('next')
    expect((await showDraft(activation, drafts)).draft).to.include({ act: 'activate', subject: made.id, tenant: null })
    expect(await refusedIn(approved(activation, VERA))).to.include({ code: 'draft-own' })
    await approved(activation)
    expect(await state()).to.equal('active')
    expect(view.audit.map(({ action, actor }) => [action, actor]).slice(-2)).to.deep.equal([
      ['key.activated', VERA],
      ['draft.approved', PAUL],
    ])
    const retirement = await draftOf(tools.keys.retire(made.id, VERA))
    const revision = await drafts.keyRevision()
    await tools.keys.generate({ use: 'signing', type: 'EC-P-256', inHsm: false }, ACTOR)
    expect(await showDraft(retirement, drafts)).to.include({ standing: 'moved' })
    expect(await refusedIn(approved(retirement))).to.include({ code: 'draft-moved' })
    // Somebody is faster between the look and the writing.
    const late = { ...drafts, keyRevision: async () => revision }
    const deciding = approveDraft(retirement, { actor: PAUL, shown: null }, late)
    expect(await refusedIn(deciding)).to.include({ code: 'draft-moved' })
    expect(await state()).to.equal('active')
  })
})
