import { expect } from 'chai'
import type { Places } from '../../src/domain/ports/places.js'
import { eachWith, expectUnavailable, type MakeEphemeral } from './harness.js'

/** What every store of places keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function placesContract(name: string, make: MakeEphemeral<Places>, { breaksDown = true } = {}): void {
  describe(`places in ${name}`, () => {
    const house = eachWith(make)
    const groups = [
      { name: 'of one', most: 2 },
      { name: 'all', most: 3 },
    ]
    const others = [
      { name: 'of another', most: 2 },
      { name: 'all', most: 3 },
    ]

    it('are taken in every group, at this and at another instance, until one of them is full', async () => {
      const { store, other } = house()
      expect(await store.take('a', 60_000, groups)).to.equal(null)
      expect(await other.take('b', 60_000, groups)).to.equal(null)
      expect(await store.take('c', 60_000, groups)).to.equal('of one')
      expect(await store.take('c', 60_000, others)).to.equal(null)
      expect(await other.take('d', 60_000, others)).to.equal('all')
      expect(await store.taken('all')).to.equal(3)
      expect(await other.taken('of another'), 'in all of the groups or in none').to.equal(1)
      expect(await store.taken('of nobody')).to.equal(0)
    })

    it('are no more than there are for many at once', async () => {
      const { store, other } = house()
      const wanted = [{ name: 'all', most: 7 }]
      const taken = await Promise.all(
        Array.from({ length: 30 }, (_, place) => (place % 2 ? store : other).take(`p${place}`, 60_000, wanted)),
      )
      expect(taken.filter((full) => full === null)).to.have.length(7)
      expect(await store.taken('all')).to.equal(7)
    })

    it('come back in every group when they are given back, once', async () => {
      const { store, other } = house()
      await store.take('a', 60_000, groups)
      await store.take('b', 60_000, groups)
      for (let times = 0; times < 2; times++) await other.giveBack('a')
      await store.giveBack('nobody')
      expect([await store.taken('of one'), await store.taken('all')]).to.deep.equal([1, 1])
      expect(await store.take('c', 60_000, groups)).to.equal(null)
    })

    it('come back at the end of their time, each at its own', async () => {
      const { store, pass } = house()
      await store.take('a', 500, groups)
      await store.take('b', 60_000, groups)
      expect(await store.take('c', 60_000, groups)).to.equal('of one')
      await pass(700)
      expect(await store.taken('of one')).to.equal(1)
      expect(await store.take('c', 60_000, groups)).to.equal(null)
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.take('a', 60_000, groups))
      await expectUnavailable(store.giveBack('a'))
      await expectUnavailable(store.taken('all'))
    })
  })
}
