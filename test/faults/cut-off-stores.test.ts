import { type Deed, DEEDS, type Outcome, type Sweep, sweep } from '../support/cut-off-deeds.js'
import { type CutOffWorld, startCutOffWorld } from '../support/cut-off-world.js'

interface Cut extends Sweep {
  readonly deed: keyof typeof DEEDS
  readonly exception?: Outcome
}

/** One of each kind; test/faults/end-of-login.test.ts has all. */
const CUTS: readonly Cut[] = [
  { deed: 'a request by redirect', store: 'Redis', when: 'unanswered', way: 'the same press' },
  { deed: 'a request by POST', store: 'Redis', when: 'unheard', way: 'the same press' },
  {
    deed: 'an agreement',
    store: 'Redis',
    when: 'unanswered',
    way: 'the link of the portal',
    exception: 'answered to the same press',
  },
  { deed: 'an agreement', store: 'PostgreSQL', when: 'unanswered', way: 'the address of the login' },
  { deed: 'a cancellation', store: 'Redis', when: 'unheard', way: 'the same press' },
  {
    deed: 'a request that the session answers at once',
    store: 'PostgreSQL',
    when: 'unanswered',
    way: 'the same press',
    exception: 'refused',
  },
]

describe('two instances whose cable to a store is cut at each of its writes and reads', function () {
  this.timeout(300_000)
  let world: CutOffWorld
  before(async () => {
    world = await startCutOffWorld()
  })
  after(() => world?.stop())

  for (const { deed, exception, ...cut } of CUTS) {
    const act: Deed = DEEDS[deed]
    it(`bring ${deed}, ${cut.when} by ${cut.store}, to one answer by ${cut.way}`, () =>
      sweep(world, act, cut, exception))
  }
})
