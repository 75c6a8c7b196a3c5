import { expect } from 'chai'
import { limited } from '../../../src/methods/pass/rate-limit.js'
import { PassProblem, type PassProblemCode } from '../../../src/methods/pass/pass-problem.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { movableClock } from '../../support/movable-clock.js'
import { slowAttempts } from '../../support/slow-attempts.js'

describe('the brake of phones', () => {
  const world = () => {
    const attempts = slowAttempts(createMemoryStores({ clock: movableClock() }).attempts)
    const digest = { digest: (_purpose: string, text: string) => text }
    const ask = (work: () => Promise<unknown>, address = '192.0.2.1') =>
      limited(address, { attempts, digest }, work).then(
        () => 'done',
        (error: unknown) => (error instanceof PassProblem ? error.code : 'fault'),
      )
    const failing = (code: PassProblemCode) => () => Promise.reject(new PassProblem(code))
    const many = async (count: number, work: () => Promise<unknown>) => {
      const ends = await Promise.all(Array.from({ length: count }, () => ask(work)))
      return Object.fromEntries([...new Set(ends)].map((end) => [end, ends.filter((each) => each === end).length]))
    }
    return { ask, failing, many }
  }

  it('lets as many fail that ask at once as of those that ask one by one', async () => {
    const { ask, failing, many } = world()
    expect(await many(130, failing('refused'))).to.deep.equal({ refused: 100, 'too-many': 30 })
    expect(await ask(() => Promise.resolve())).to.equal('too-many')
    expect(await ask(() => Promise.resolve(), '192.0.2.2')).to.equal('done')
  })

  it('gives back what was no failure: what goes well, a citizen’s own mistake, a fault of the house', async () => {
    const { ask, failing, many } = world()
    for (const work of [() => Promise.resolve(), failing('wrong-number'), () => Promise.reject(new Error('down'))]) {
      for (let turn = 0; turn < 4; turn++) expect(await many(30, work)).to.have.all.keys(await ask(work))
    }
    expect(await many(99, failing('refused'))).to.deep.equal({ refused: 99 })
    expect(await ask(() => Promise.resolve())).to.equal('done')
  })
})
