import { expect } from 'chai'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { aggregateSourceId, NEVER_FETCHED, serviceSourceId, type Source } from '../../src/domain/source.js'
import { entityId } from '../../src/domain/ids.js'
import type { SourceStore } from '../../src/domain/ports/source-store.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { createSourceStore } from '../../src/storage/sql/stores/source-store.js'
import { savedSource } from './applied.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAudit, sampleSource } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

const URL = 'https://federation.example/all.xml'
const AACHEN = entityId('https://aachen.example/saml')

/** What every SourceStore keeps to. */
export function sourceStoreContract(name: string, make: MakeSql): void {
  describe(`sources of metadata in ${name}`, () => {
    const house = eachWith(make)
    const store = (): SourceStore => createSourceStore(house().database, STAMP)
    const other = (): SourceStore => createSourceStore(house().other, STAMP)
    const save = (source: Source, audit: readonly AuditEvent[]) =>
      savedSource(createServiceStore(house().database, STAMP), source, audit)
    const ALL = sampleSource(URL)
    const ONE = sampleSource('https://aachen.example/saml', {
      id: serviceSourceId(AACHEN),
      feeds: 'service',
      entityId: AACHEN,
      ...{ tenant: null, signer: null, settings: {}, state: NEVER_FETCHED, fetchedAt: null },
      dueAt: 1_000,
    })
    const entry = sampleAudit('source.registered')

    it('come back as they were saved, with the entry that tells it, and go with theirs', async () => {
      await save(ALL, [entry])
      await save(ONE, [entry])
      expect(await other().find(ALL.id)).to.deep.equal(ALL)
      expect(await other().find(ONE.id)).to.deep.equal(ONE)
      expect(await other().find(aggregateSourceId('https://else.example'))).to.equal(null)
      expect(await other().all()).to.deep.equal([ONE, ALL])
      expect(await store().remove({ ...ALL, version: 7 }, [entry]), 'another by now').to.equal(false)
      expect(await store().remove(ALL, [sampleAudit('source.removed')])).to.equal(true)
      expect(await store().remove(ALL, [sampleAudit('source.removed')])).to.equal(false)
      expect(await other().all()).to.deep.equal([ONE])
      expect((await auditOf(house().database)).map(({ action }) => action)).to.have.length(3)
    })

    it('are due in the order of their times', async () => {
      await save(ALL, [])
      await save(ONE, [])
      expect((await store().due(999)).map(({ id }) => id)).to.deep.equal([])
      expect((await store().due(1_000)).map(({ id }) => id)).to.deep.equal([ONE.id])
      expect((await store().due(ALL.dueAt)).map(({ id }) => id)).to.deep.equal([ONE.id, ALL.id])
    })

    it('take what a fetch notes only as they were read', async () => {
      await save(ALL, [])
      const read = await store().find(ALL.id)
      if (!read) throw new Error('it is not there')
      const noted = { ...read, state: { ...read.state, failures: 7 }, fetchedAt: 5_000, dueAt: 6_000 }
      expect(await store().note(noted)).to.equal(true)
      expect(await other().find(ALL.id)).to.deep.equal({ ...noted, version: 2 })
      expect(await other().note({ ...noted, dueAt: 9_000 }), 'of a version that is no more').to.equal(false)
      expect((await store().find(ALL.id))?.dueAt).to.equal(6_000)
      await store().remove({ ...ALL, version: 2 }, [])
      expect(await store().note({ ...noted, version: 2 }), 'of one that is gone').to.equal(false)
      expect(await store().all()).to.deep.equal([])
    })

    it('are hastened unless they were fetched a moment ago', async () => {
      const fetched = { ...ALL, fetchedAt: 10_000, dueAt: 90_000 }
      await save(fetched, [])
      await store().hasten(ALL.id, { now: 12_000, since: 9_999 })
      expect((await store().find(ALL.id))?.dueAt, 'fetched after that').to.equal(90_000)
      await store().hasten(ALL.id, { now: 20_000, since: 10_000 })
      expect((await store().find(ALL.id))?.dueAt).to.equal(20_000)
      await store().hasten(ALL.id, { now: 30_000, since: 10_000 })
      expect((await store().find(ALL.id))?.dueAt, 'due already').to.equal(20_000)
      await save({ ...ONE, dueAt: 90_000 }, [])
      await store().hasten(ONE.id, { now: 30_000, since: 0 })
      expect((await store().find(ONE.id))?.dueAt, 'never fetched').to.equal(30_000)
    })

    it('do not change where the log cannot be written', async () => {
      await breakAudit(house().database)
      await expectUnavailable(save(ALL, [entry]))
      expect(await other().all()).to.deep.equal([])
    })
  })
}
