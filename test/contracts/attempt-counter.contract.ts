import { expect } from 'chai'
import type { AttemptCounter } from '../../src/domain/ports/attempt-counter.js'
import { eachWith, expectUnavailable, type MakeEphemeral } from './harness.js'

/** What every AttemptCounter keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function attemptCounterContract(
  name: string,
  make: MakeEphemeral<AttemptCounter>,
  { breaksDown = true } = {},
): void {
  describe(`failed proofs counted in ${name}`, () => {
    const house = eachWith(make)
    const NONE = { count: 0, until: null }

    it('are none for a key that never failed', async () => {
      expect(await house().store.read('erika')).to.deep.equal(NONE)
    })

    it('add up per key, across instances', async () => {
      const { store, other } = house()
      expect(await store.add('erika', 60_000)).to.equal(1)
      expect(await other.add('erika', 60_000)).to.equal(2)
      expect(await store.add('max', 60_000)).to.equal(1)
      expect((await store.read('erika')).count).to.equal(2)
    })

    it('lose none of many at once', async () => {
      const { store, other } = house()
      const counts = await Promise.all(
        Array.from({ length: 30 }, (_, index) => (index % 2 ? store : other).add('erika', 60_000)),
      )
      expect(counts.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 30 }, (_, index) => index + 1))
    })

    it('fall in a window that begins with the first one and is not prolonged', async () => {
      const { store, now, pass } = house()
      const from = now()
      await store.add('erika', 1000)
      await pass(600)
      await store.add('erika', 1000)
      const { count, until } = await store.read('erika')
      expect(count).to.equal(2)
      expect(until).to.be.within(from + 990, from + 1100)
      await pass(600)
      expect(await store.read('erika')).to.deep.equal(NONE)
      expect(await store.add('erika', 1000)).to.equal(1)
    })

    it('are taken back one by one, never below none, and without a longer window', async () => {
      const { store, other, pass } = house()
      await store.takeBack('erika')
      expect((await store.read('erika')).count).to.equal(0)
      for (let count = 0; count < 3; count++) await store.add('erika', 1000)
      await pass(600)
      await Promise.all([store.takeBack('erika'), other.takeBack('erika')])
      expect((await store.read('erika')).count).to.equal(1)
      expect(await other.add('erika', 1000)).to.equal(2)
      for (let count = 0; count < 4; count++) await store.takeBack('erika')
      expect(await store.add('erika', 1000)).to.equal(1)
      await pass(600)
      expect(await store.read('erika')).to.deep.equal(NONE)
    })

    it('count each member once in a window', async () => {
      const { store, pass } = house()
      expect(await store.add('one password', 1000, 'erika')).to.equal(1)
      expect(await store.add('one password', 1000, 'max')).to.equal(2)
      expect(await store.add('one password', 1000, 'erika')).to.equal(2)
      expect(await store.add('another password', 1000, 'erika')).to.equal(1)
      await pass(1100)
      expect(await store.add('one password', 1000, 'erika')).to.equal(1)
    })

    it('are forgotten when the proof succeeds, members too', async () => {
      const { store } = house()
      await store.add('erika', 60_000, 'x')
      await store.add('max', 60_000)
      await store.clear('erika')
      await store.clear('nobody')
      expect(await store.read('erika')).to.deep.equal(NONE)
      expect(await store.add('erika', 60_000, 'x')).to.equal(1)
      expect((await store.read('max')).count).to.equal(1)
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.add('erika', 60_000))
      await expectUnavailable(store.takeBack('erika'))
      await expectUnavailable(store.read('erika'))
      await expectUnavailable(store.clear('erika'))
    })
  })
}
