import { expect } from 'chai'
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { openKeySet } from '../../src/crypto/key-set.js'
import { createRandom } from '../../src/crypto/random.js'
import type { WrappedSetKey } from '../../src/domain/ports/key-set-store.js'
import type { Database } from '../../src/storage/sql/database.js'
import { createKeySetRewrap, createKeySetStore } from '../../src/storage/sql/stores/key-set-store.js'
import { createKeyStore } from '../../src/storage/sql/stores/key-store.js'
import { savedKeys } from './applied.js'
import { eachWith, rejectionOf } from './harness.js'
import { sampleAudit, sampleKey } from './samples.js'
import { auditOf, type MakeSql, STAMP } from './sql-harness.js'

const setKey = (purpose: string, generation = 1): WrappedSetKey => ({
  id: `${purpose}-${generation}`,
  purpose,
  generation,
  wrapped: 'gcm1.AAAA',
  createdAt: 1,
})

/** What every KeySetStore keeps to. */
export function keySetStoreContract(name: string, make: MakeSql): void {
  describe(`the key set in ${name}`, () => {
    const house = eachWith(make)
    const open = (database: Database, secret: KeyObject) =>
      openKeySet({
        store: createKeySetStore(database),
        secrets: { current: secret, previous: null },
        clock: { now: () => 1 },
        random: createRandom(),
      })

    it('is empty at first, and shows the private keys that are there', async () => {
      const { database } = house()
      expect(await createKeySetStore(database).held()).to.deep.equal({ set: [], privateKeys: [] })
      await savedKeys(createKeyStore(database, STAMP), [sampleKey('k')], [])
      expect((await createKeySetStore(database).held()).privateKeys).to.deep.equal([sampleKey('k')])
    })

    it('comes back as it was added, with what was there before', async () => {
      const [store, other] = [createKeySetStore(house().database), createKeySetStore(house().other)]
      expect(await store.add(() => [setKey('a')])).to.deep.equal([setKey('a')])
      expect(await other.add(({ set }) => set.map(({ purpose }) => setKey(purpose, 2)))).to.deep.equal([
        setKey('a'),
        setKey('a', 2),
      ])
      expect((await store.held()).set).to.deep.equal([setKey('a'), setKey('a', 2)])
    })

    it('is unchanged where what is missing cannot be made', async () => {
      const store = createKeySetStore(house().database)
      const fails = store.add(() => {
        throw new Error('not the secret')
      })
      expect(await rejectionOf(fails)).to.have.property('message', 'not the secret')
      expect((await store.held()).set).to.deep.equal([])
    })

    it('holds one key of a purpose and a generation', async () => {
      const store = createKeySetStore(house().database)
      await store.add(() => [setKey('a')])
      await rejectionOf(store.add(() => [{ ...setKey('a'), id: 'another' }]))
      expect((await store.held()).set).to.deep.equal([setKey('a')])
    })

    it('takes another wrapping with its entry in the audit, or neither', async () => {
      const { database, other } = house()
      const store = createKeySetStore(database)
      const rewrap = createKeySetRewrap(other, STAMP)
      await store.add(() => [setKey('a'), setKey('b')])
      const event = sampleAudit('keys.rewrapped', { subject: 'keys' })
      const one = { ...setKey('b'), wrapped: 'gcm1.BBBB' }
      expect(await rewrap.rewrap(() => ({ anew: [one], event }))).to.deep.equal({ rewrapped: 1, all: 2 })
      expect((await store.held()).set).to.deep.equal([setKey('a'), one])
      expect(await auditOf(database)).to.have.length(1)
      // Nothing to do is nothing done.
      expect(await rewrap.rewrap(() => ({ anew: [], event }))).to.deep.equal({ rewrapped: 0, all: 2 })
      const unsayable = createKeySetRewrap(other, { ...STAMP, newId: () => expect.fail('no entry') })
      await rejectionOf(unsayable.rewrap((set) => ({ anew: set.map((key) => ({ ...key, wrapped: 'gcm1.C' })), event })))
      expect((await store.held()).set).to.deep.equal([setKey('a'), one])
      expect(await auditOf(database)).to.have.length(1)
    })

    it('is made once by instances that start together', async () => {
      const { database, other } = house()
      const secret = createSecretKey(randomBytes(32))
      const sets = await Promise.all([1, 2, 3, 4].map((each) => open(each % 2 ? database : other, secret)))
      const keys = sets.map((set) => set.key('pseudonym').export().toString('hex'))
      expect(new Set(keys)).to.have.property('size', 1)
    })

    it('is of one secret where two start together with two', async () => {
      const { database, other } = house()
      const [mine, theirs] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))]
      const ends = await Promise.allSettled([open(database, mine), open(other, theirs)])
      expect(ends.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
    })
  })
}
