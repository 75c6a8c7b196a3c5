import { expect } from 'chai'
import { createRandom } from '../../src/crypto/random.js'
import { createAuditLog } from '../../src/storage/sql/stores/audit-log.js'
import { createKeyStore } from '../../src/storage/sql/stores/key-store.js'
import { eachWith, expectUnavailable } from './harness.js'
import { sampleAudit, sampleKey } from './samples.js'
import { auditOf, breakAudit, type MakeSql } from './sql-harness.js'

/** What every KeyStore keeps to. */
export function keyStoreContract(name: string, make: MakeSql): void {
  describe(`the broker’s keys in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createKeyStore(house().database, createRandom()),
      other: createKeyStore(house().other, createRandom()),
    })

    it('are none at first, at revision 0', async () => {
      const { store } = stores()
      expect(await store.all()).to.deep.equal([])
      expect(await store.revision()).to.equal(0)
    })

    it('come back as they were saved, oldest first, with what is logged', async () => {
      const { store, other } = stores()
      const old = sampleKey('z')
      const young = sampleKey('a', { createdAt: old.createdAt + 1, state: 'active', activatedAt: old.createdAt + 2 })
      expect(await store.save([young, old], [sampleAudit('one'), sampleAudit('two')], 0)).to.equal(true)
      expect(await other.all()).to.deep.equal([old, young])
      expect(await other.revision()).to.equal(1)
      expect(await auditOf(house().database)).to.deep.equal([sampleAudit('one'), sampleAudit('two')])
    })

    it('come in the same order from every database where they were made in one moment', async () => {
      const { store } = stores()
      const made = ['Zx', 'ab', 'aB', '_c', '-d'].map((id) => sampleKey(id))
      await store.save(made, [], 0)
      expect((await store.all()).map(({ id }) => id)).to.deep.equal(['-d', 'Zx', '_c', 'aB', 'ab'])
    })

    it('are changed by id', async () => {
      const { store } = stores()
      await store.save([sampleKey('a'), sampleKey('b')], [], 0)
      await store.save([sampleKey('a', { state: 'retired' })], [], 1)
      expect((await store.all()).map(({ state }) => state)).to.deep.equal(['retired', 'next'])
    })

    it('are changed by exactly one of many commands that decided on the same state', async () => {
      const { store, other } = stores()
      await store.save([sampleKey('a')], [], 0)
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).save([sampleKey(`k${index}`)], [sampleAudit('x')], 1),
        ),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      expect(await store.all()).to.have.length(2)
      expect(await store.revision()).to.equal(2)
      expect(await auditOf(house().database)).to.have.length(1)
    })

    it('do not change when that cannot be logged', async () => {
      const { store } = stores()
      await store.save([sampleKey('a')], [], 0)
      await breakAudit(house().database)
      await expectUnavailable(store.save([sampleKey('a', { state: 'retired' })], [sampleAudit('x')], 1))
      expect(await store.all()).to.deep.equal([sampleKey('a')])
      expect(await store.revision()).to.equal(1)
    })
  })

  describe(`the audit log in ${name}`, () => {
    const house = eachWith(make)

    it('takes entries and keeps them as they are', async () => {
      const log = createAuditLog(house().database, createRandom())
      const entries = [
        sampleAudit('login.answered', { before: null, after: { level: 'normal' } }),
        sampleAudit('login.answered', { at: sampleAudit('x').at + 1, before: 0, after: undefined }),
      ]
      for (const entry of entries) await log.append(entry)
      expect(await auditOf(house().other)).to.deep.equal([entries[0], { ...entries[1], after: null }])
    })

    it('is unavailable when it cannot be written, so that whatever was to be logged does not happen', async () => {
      const log = createAuditLog(house().database, createRandom())
      await breakAudit(house().database)
      await expectUnavailable(log.append(sampleAudit('login.answered')))
    })
  })
}
