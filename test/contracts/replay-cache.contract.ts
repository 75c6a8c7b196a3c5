import { expect } from 'chai'
import type { ReplayCache } from '../../src/domain/ports/replay-cache.js'
import { eachWith, expectUnavailable, type MakeEphemeral } from './harness.js'

/** What every ReplayCache keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function replayCacheContract(name: string, make: MakeEphemeral<ReplayCache>, { breaksDown = true } = {}): void {
  describe(`claims in ${name}`, () => {
    const house = eachWith(make)

    it('succeed once; whoever comes later learns who was first', async () => {
      const { store, other } = house()
      expect(await store.claim('_id', 'login 1', 60_000)).to.equal(null)
      expect(await store.claim('_id', 'login 2', 60_000)).to.equal('login 1')
      expect(await other.claim('_id', 'login 3', 60_000)).to.equal('login 1')
      expect(await store.claim('_id', 'login 1', 60_000)).to.equal('login 1')
    })

    it('of other keys are not touched', async () => {
      const { store } = house()
      await store.claim('_id', 'login 1', 60_000)
      expect(await store.claim('_ID', 'login 2', 60_000)).to.equal(null)
    })

    it('have exactly one winner among many at once', async () => {
      const { store, other } = house()
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).claim('_id', `login ${index}`, 60_000)),
      )
      const winners = answers.flatMap((answer, index) => (answer === null ? [`login ${index}`] : []))
      expect(winners).to.have.length(1)
      expect(new Set(answers)).to.deep.equal(new Set([null, winners[0]]))
    })

    it('are kept as long as asked, and free again after it; asking does not prolong them', async () => {
      const { store, pass } = house()
      await store.claim('_id', 'login 1', 1000)
      await pass(700)
      expect(await store.claim('_id', 'login 2', 1000)).to.equal('login 1')
      await pass(400)
      expect(await store.claim('_id', 'login 3', 1000)).to.equal(null)
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.claim('_id', 'login 1', 60_000))
    })
  })
}
