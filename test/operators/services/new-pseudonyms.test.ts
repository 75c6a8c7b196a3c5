import { expect } from 'chai'
import { newAccount } from '../../../src/domain/account.js'
import { accountId } from '../../../src/domain/ids.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { approveDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { showDraft } from '../../../src/operators/drafts/draft-view.js'
import { changeService } from '../../../src/operators/services/manage-services.js'
import { changeWithNewPseudonyms } from '../../../src/operators/services/new-pseudonyms.js'
import type { SettingsChange } from '../../../src/operators/services/setting-rules.js'
import { AACHEN, ACTOR, NOW, only, refusedIn, registryWorld } from '../registry-world.js'

const PAUL = 'cli:paul'

/** A service in whose sector some accounts have a pseudonym. */
async function sectorWorld(accounts: number | null = 12, secondPerson = false) {
  const made = await registryWorld(undefined, { secondPerson })
  const { imported, tools, deps, drafts, view, world } = made
  const first: unknown = await imported().catch((error: unknown) => error)
  if (first instanceof ChangeDrafted) await approveDraft(first.draft, { actor: PAUL, shown: null }, drafts)
  world.accounts = only(AACHEN, accounts)
  const change = (settings: SettingsChange, typed = AACHEN) =>
    changeWithNewPseudonyms(AACHEN, { settings, typed }, ACTOR, { ...deps, drafting: tools.drafting })
  const drafted = async (work: Promise<unknown>): Promise<string> => {
    const thrown: unknown = await work.catch((error: unknown) => error)
    if (thrown instanceof ChangeDrafted) return thrown.draft
    throw thrown instanceof Error ? thrown : new Error('it waits for nobody')
  }
  const approve = (id: string, actor = PAUL) => approveDraft(id, { actor, shown: null }, drafts)
  const sector = () => view.services.get(AACHEN)?.settings.sector
  return { ...made, change, drafted, approve, sector }
}

describe('the change of a sector that is in use', () => {
  it('asks for the present sector to be typed, and says how many accounts would get a new pseudonym', async () => {
    const { change, sector, view } = await sectorWorld()
    for (const typed of ['', 'neu', `${AACHEN} `, AACHEN.toUpperCase()]) {
      expect(await refusedIn(change({ sector: 'neu' }, typed))).to.deep.include({
        code: 'sector-typed',
        data: { entityId: AACHEN, sector: AACHEN, wanted: 'neu', accounts: 12 },
      })
    }
    expect([sector(), view.count('change_draft')]).to.deep.equal([AACHEN, 0])
  })

  for (const secondPerson of [false, true]) {
    it(`waits for a second person, who is told how many (operators.secondPerson: ${secondPerson})`, async () => {
      const { change, drafted, approve, drafts, sector, world, view } = await sectorWorld(12, secondPerson)
      const id = await drafted(change({ sector: 'neu', purpose: 'Antrag' }))
      expect(sector()).to.equal(AACHEN)
      world.accounts = only(AACHEN, 13)
      const shown = await showDraft(id, drafts)
      expect(shown.services[0]).to.include({ act: 'set', accounts: 13 })
      expect(shown.services[0]?.changes).to.deep.include({ field: 'sector', before: AACHEN, after: 'neu' })
      expect(await refusedIn(approve(id, ACTOR))).to.include({ code: 'draft-own' })
      await approve(id)
      expect([sector(), view.services.get(AACHEN)?.settings.purpose]).to.deep.equal(['neu', 'Antrag'])
    })
  }

  it('is a change like any other where nobody has a pseudonym there, or the sector stays', async () => {
    const { change, sector, world } = await sectorWorld(0)
    await change({ sector: 'neu' }, '')
    world.accounts = only(AACHEN, null)
    await change({ sector: 'neu', purpose: 'Antrag' }, '')
    expect(sector()).to.equal('neu')
  })

  it('is not what an ordinary draft becomes once somebody has logged in', async () => {
    const { deps, drafted, approve, drafts, sector, world } = await sectorWorld(0, true)
    const id = await drafted(changeService(AACHEN, { sector: 'neu' }, ACTOR, deps))
    world.accounts = only(AACHEN, 1)
    expect((await showDraft(id, drafts)).services[0]).not.to.have.property('accounts')
    expect(await refusedIn(approve(id))).to.include({ code: 'sector-frozen' })
    expect(sector()).to.equal(AACHEN)
  })

  it('counts what was imported from an earlier IdP, before anybody has logged in', async () => {
    const { deps, tools, view, world } = await sectorWorld()
    world.accounts = undefined
    expect(await deps.accountsInSector(AACHEN)).to.equal(0)
    for (const id of ['one', 'two'])
      view.has(
        newAccount({
          ...{ id: accountId(id), pseudonymSeed: id, identity: {}, methods: [], createdAt: NOW },
          proofing: { level: 'normal', origin: 'self-declared', at: NOW },
        }),
      )
    view.tamper(`INSERT INTO earlier_pseudonym VALUES ('one', '${AACHEN}', 'x')`)
    expect(await deps.accountsInSector(AACHEN)).to.equal(1)
    expect(await deps.accountsInSector('other')).to.equal(0)
    view.tamper(`INSERT INTO sector_used VALUES ('${AACHEN}', '2026-01-01T00:00:00.000Z');
      INSERT INTO audit_entries (id, "at", actor, action, subject, "after")
      VALUES ('x', '2026-11-01T00:00:00.000Z', 'citizen', 'login.answered', 'two', '{"service":"${AACHEN}"}')`)
    expect(await tools.accountsInSector(AACHEN)).to.equal(2)
    expect(await refusedIn(changeService(AACHEN, { sector: 'neu' }, ACTOR, deps))).to.have.nested.property(
      'data.accounts',
      2,
    )
  })
})
