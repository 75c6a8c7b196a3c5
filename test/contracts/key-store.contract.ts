import { savedKeys } from './applied.js'
import { expect } from 'chai'
import { createKeyStore } from '../../src/storage/sql/stores/key-store.js'
import { eachWith, expectUnavailable, rejectionOf } from './harness.js'
import { sampleAudit, sampleKey } from './samples.js'
import { auditOf, breakAudit, type MakeSql, STAMP } from './sql-harness.js'

/** What every KeyStore keeps to. */
export function keyStoreContract(name: string, make: MakeSql): void {
  describe(`the broker’s keys in ${name}`, () => {
    const house = eachWith(make)
    const stores = () => ({
      store: createKeyStore(house().database, STAMP),
      other: createKeyStore(house().other, STAMP),
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
      await savedKeys(store, [young, old], [sampleAudit('one'), sampleAudit('two')])
      expect(await other.all()).to.deep.equal([old, young])
      expect(await other.revision()).to.equal(1)
      expect(await auditOf(house().database)).to.deep.equal([sampleAudit('one'), sampleAudit('two')])
    })

    it('come in the same order from every database where they were made in one moment', async () => {
      const { store } = stores()
      const made = ['Zx', 'ab', 'aB', '_c', '-d'].map((id) => sampleKey(id))
      await savedKeys(store, made, [])
      expect((await store.all()).map(({ id }) => id)).to.deep.equal(['-d', 'Zx', '_c', 'aB', 'ab'])
    })

    it('are changed by id', async () => {
      const { store } = stores()
      await savedKeys(store, [sampleKey('a'), sampleKey('b')], [])
      await savedKeys(store, [sampleKey('a', { state: 'retired' })], [])
      expect((await store.all()).map(({ state }) => state)).to.deep.equal(['retired', 'next'])
    })

    it('are decided on anew where another command was faster, so that none of its changes is lost', async () => {
      const { store, other } = stores()
      await savedKeys(store, [sampleKey('a')], [])
      const decided: number[] = []
      const isSaved = await store.change(async (keys) => {
        decided.push(keys.length)
        if (decided.length === 1) await savedKeys(other, [sampleKey('b')], [sampleAudit('x')])
        return { save: [sampleKey('c')], audit: [sampleAudit('x')], result: true }
      })
      expect(isSaved).to.equal(true)
      expect(decided).to.deep.equal([1, 2])
      expect((await store.all()).map(({ id }) => id)).to.have.members(['a', 'b', 'c'])
      expect(await store.revision()).to.equal(3)
      expect(await auditOf(house().database)).to.have.length(2)
    })

    it('are not changed by who is overtaken without end, nor where there is nothing to save', async () => {
      const { store, other } = stores()
      let others = 0
      const busy = store.change(async () => {
        await savedKeys(other, [sampleKey(`b${++others}`)], [])
        return { save: [sampleKey('c')], audit: [], result: null }
      })
      expect(await rejectionOf(busy)).to.have.property('rule', 'keys-busy')
      expect((await store.all()).map(({ id }) => id)).not.to.include('c')
      await savedKeys(store, [], [sampleAudit('x')])
      expect(await store.revision()).to.equal(others)
      expect(await auditOf(house().database)).to.deep.equal([])
    })

    it('do not change when that cannot be logged', async () => {
      const { store } = stores()
      await savedKeys(store, [sampleKey('a')], [])
      await breakAudit(house().database)
      await expectUnavailable(savedKeys(store, [sampleKey('a', { state: 'retired' })], [sampleAudit('x')]))
      expect(await store.all()).to.deep.equal([sampleKey('a')])
      expect(await store.revision()).to.equal(1)
    })
  })
}
