import { expect } from 'chai'
import type { UntoldLogouts } from '../../src/domain/ports/untold-logouts.js'
import { eachWith, expectUnavailable, type MakeEphemeral } from './harness.js'

/** What every list of logouts that somebody is to look at keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function untoldLogoutsContract(
  name: string,
  make: MakeEphemeral<UntoldLogouts>,
  { breaksDown = true } = {},
): void {
  describe(`the list of untold logouts in ${name}`, () => {
    const house = eachWith(make)

    it('tells those whose time has come, at this and at another instance, the longest waiting first', async () => {
      const { store, other, pass } = house()
      await store.note('later', 60_000)
      await store.note('second', 400)
      await store.note('first', 200)
      expect(await other.due(10)).to.deep.equal([])
      await pass(500)
      expect(await store.due(10)).to.deep.equal(['first', 'second'])
      expect(await other.due(1)).to.deep.equal(['first'])
    })

    it('holds what was noted last of one, and nothing of one that it is to forget', async () => {
      const { store, other, pass } = house()
      await store.note('again', 200)
      await other.note('again', 60_000)
      await store.note('gone', 200)
      await other.forget('gone')
      await other.forget('never there')
      await pass(300)
      expect(await store.due(10)).to.deep.equal([])
    })

    if (breaksDown) {
      it('says so where it does not answer', async () => {
        const { store, breakDown } = house()
        await breakDown()
        await expectUnavailable(store.note('any', 1))
        await expectUnavailable(store.due(1))
        await expectUnavailable(store.forget('any'))
      })
    }
  })
}
