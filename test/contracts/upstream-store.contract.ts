import { expect } from 'chai'
import { draftId, methodId } from '../../src/domain/ids.js'
import { UPSTREAM_NEVER_FETCHED, UPSTREAM_UNPROBED } from '../../src/domain/upstream.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { refusalOf } from '../operators/registry-world.js'
import { sampleProvider, sampleUpstream } from '../support/upstream-samples.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAudit, samplePseudonymDraft } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const AT = Date.parse('2026-05-04T09:00:00.005Z')
const KONTO = sampleUpstream()
const VERIMI = sampleProvider()
const entry = sampleAudit('upstream')
const PROBED = { ...KONTO.settings, healthUrl: 'https://konto.example/health' }
const FETCHED = { ...UPSTREAM_NEVER_FETCHED, lastRefresh: AT, trouble: 'metadata-fetch-time', failures: 2, dueAt: AT }
const DOWN = { isUp: false, failures: 2, since: AT, detail: 'no answer' }

/** What every store of the upstreams keeps to. */
export function upstreamStoreContract(name: string, make: MakeSql): void {
  describe(`upstreams in ${name}`, () => {
    const house = eachWith(make)
    const upstreams = (database = house().database) => createSqlStores(database, STAMP).upstreams
    const stored = async (which = KONTO.name) => (await upstreams(house().other).find(which)) ?? expect.fail()

    it('are none at first; one that is created is there as it is, with its entry, for every process', async () => {
      expect((await upstreams().readSince(null))?.stored).to.deep.equal([])
      await upstreams().create(VERIMI, entry)
      await upstreams().create({ ...KONTO, version: 7 }, entry)
      const read = await upstreams(house().other).readSince(null)
      expect(read?.stored.map(({ upstream }) => upstream)).to.deep.equal([KONTO, VERIMI])
      expect(read?.stored.map(({ health }) => health)).to.deep.equal([UPSTREAM_UNPROBED, UPSTREAM_UNPROBED])
      expect(await upstreams().find(methodId('no\0body'))).to.equal(null)
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are read again where something has changed since, and never else', async () => {
      const seen: number[] = []
      const step = async (work: Promise<unknown>) => {
        await work
        const read = (await upstreams().readSince(seen.at(-1) ?? null)) ?? expect.fail()
        expect(await upstreams(house().other).readSince(read.revision)).to.equal(null)
        seen.push(read.revision)
      }
      await step(upstreams().create(KONTO, entry))
      await step(upstreams().replace({ ...KONTO, settings: PROBED }, entry))
      await step(upstreams().noteFetches(KONTO, FETCHED))
      await step(upstreams().noteHealth({ ...KONTO, settings: PROBED }, DOWN))
      await step(upstreams().remove({ name: KONTO.name, version: 2 }, entry))
      expect(new Set(seen).size).to.equal(5)
    })

    it('have each name once, whoever takes it first', async () => {
      await upstreams().create(KONTO, entry)
      const refused = await refusalOf(upstreams(house().other).create({ ...KONTO, id: 'u9' }, entry))
      expect(refused.rule).to.equal('upstream-name')
      expect((await stored()).upstream.id).to.equal(KONTO.id)
      expect(await auditOf(house().database)).to.have.length(1)
    })

    it('are replaced in the version that was read, and the later of two is told so', async () => {
      await upstreams().create(KONTO, entry)
      expect(await upstreams().replace({ ...KONTO, settings: PROBED }, entry)).to.equal(true)
      expect(await upstreams(house().other).replace(KONTO, entry)).to.equal(false)
      expect(await upstreams().replace({ ...KONTO, id: 'another', version: 2 }, entry)).to.equal(false)
      expect((await stored()).upstream).to.deep.equal({ ...KONTO, settings: PROBED, version: 2 })
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are removed in the version that was read', async () => {
      await upstreams().create(KONTO, entry)
      expect(await upstreams().remove({ name: KONTO.name, version: 2 }, entry)).to.equal(false)
      expect(await upstreams().remove(KONTO, entry)).to.equal(true)
      expect(await upstreams().find(KONTO.name)).to.equal(null)
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('keep what came of fetches and probes beside their version, and tell it', async () => {
      await upstreams().create(KONTO, entry)
      await upstreams().replace({ ...KONTO, settings: PROBED }, entry)
      await upstreams().noteFetches(KONTO, FETCHED)
      await upstreams().noteHealth({ ...KONTO, settings: PROBED }, DOWN)
      const { upstream, fetches, health } = await stored()
      expect([fetches, health]).to.deep.equal([FETCHED, DOWN])
      expect(upstream).to.deep.include({ version: 2 })
      expect(upstream.source).to.deep.equal({ ...KONTO.source, lastRefresh: AT, trouble: 'metadata-fetch-time' })
      await upstreams().replace({ ...upstream, settings: { ...PROBED, maxLevel: 'hoch' } }, entry)
      expect(await stored()).to.deep.include({ fetches: FETCHED, health: DOWN })
      expect(await auditOf(house().database)).to.have.length(3)
    })

    it('begin anew to be fetched where they came another way, and to be probed where another address is', async () => {
      await upstreams().create({ ...KONTO, settings: PROBED }, entry)
      await upstreams().noteFetches(KONTO, FETCHED)
      await upstreams().noteHealth({ ...KONTO, settings: PROBED }, DOWN)
      const { upstream } = await stored()
      await upstreams().replace(
        { ...upstream, settings: KONTO.settings, source: { ...KONTO.source, from: 'b' } },
        entry,
      )
      expect(await stored()).to.deep.include({ fetches: UPSTREAM_NEVER_FETCHED, health: UPSTREAM_UNPROBED })
    })

    it('take no note of a fetch from elsewhere, of a probe of another address, or of one that has its name by now', async () => {
      await upstreams().create({ ...KONTO, settings: PROBED }, entry)
      await upstreams().noteFetches({ ...KONTO, source: { ...KONTO.source, importedAt: 1 } }, FETCHED)
      await upstreams().noteHealth(KONTO, DOWN)
      await upstreams().noteFetches({ ...KONTO, id: 'before' }, FETCHED)
      await upstreams().noteHealth({ ...KONTO, settings: PROBED, id: 'before' }, DOWN)
      expect(await stored()).to.deep.include({ fetches: UPSTREAM_NEVER_FETCHED, health: UPSTREAM_UNPROBED })
    })

    it('are not changed where the entry cannot be written', async () => {
      await upstreams().create(KONTO, entry)
      await breakAudit(house().database)
      await expectUnavailable(upstreams().create(VERIMI, entry))
      await expectUnavailable(upstreams().replace({ ...KONTO, settings: PROBED }, entry))
      await expectUnavailable(upstreams().remove(KONTO, entry))
      expect((await upstreams().readSince(null))?.stored.map(({ upstream }) => upstream)).to.deep.equal([KONTO])
    })

    it('change with the draft that the change was, once', async () => {
      const { drafts } = createSqlStores(house().database, STAMP)
      await drafts.create(samplePseudonymDraft('d', 's', 1), entry)
      const approved = { approval: { draft: draftId('d'), by: 'cli:paul', at: AT }, audit: entry }
      await upstreams().create(KONTO, entry, approved)
      expect((await drafts.find(draftId('d')))?.state).to.equal('approved')
      const again = [
        () => upstreams().create(VERIMI, entry, approved),
        () => upstreams().replace({ ...KONTO, settings: PROBED }, entry, approved),
        () => upstreams().remove(KONTO, entry, approved),
      ]
      for (const each of again) expect(await rejectionOf(each())).to.include({ rule: 'draft-decided' })
      expect((await upstreams().readSince(null))?.stored.map(({ upstream }) => upstream)).to.deep.equal([KONTO])
    })

    it('are not read where a row holds what no broker wrote', async () => {
      await upstreams().create(KONTO, entry)
      await house().database.write(async (rows) => {
        await rows.query(`UPDATE upstream SET settings = '{"maxLevel":"hoechst"}'`)
      })
      const error = await rejectionOf(upstreams().find(KONTO.name))
      expect(error).to.have.property('message').that.contains('upstream nutzerkonto').and.contains('settings.maxLevel')
    })
  })
}
