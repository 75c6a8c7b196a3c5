import { expect } from 'chai'
import { seconds } from '../../../src/domain/instant.js'
import type { MostRefused } from '../../../src/domain/ports/refused-requests.js'
import type { RefusedRequest } from '../../../src/domain/refused-request.js'
import { createRefusedNotes } from '../../../src/operators/requests/note-refused.js'
import { movableClock } from '../../support/movable-clock.js'
import { sampleRefused } from '../../support/refused-samples.js'

describe('notes of refused requests', () => {
  const house = (keep?: () => Promise<void>) => {
    const clock = movableClock(0)
    const written: { readonly requests: readonly RefusedRequest[]; readonly most: MostRefused }[] = []
    const counts: string[] = []
    const notes = createRefusedNotes({
      clock,
      kept: 101,
      counted: (went) => void counts.push(went),
      store: {
        keep: async (requests, most) => {
          await keep?.()
          written.push({ requests, most })
        },
      },
    })
    return { clock, written, counts, notes }
  }

  it('are written behind the back of the answer, together, with how many are kept at most', async () => {
    const { written, notes, counts } = house()
    for (let count = 0; count < 3; count += 1) notes.note(true, () => sampleRefused())
    expect(written).to.deep.equal([])
    await notes.settled()
    expect(written.map(({ requests }) => requests.length)).to.deep.equal([3])
    expect(written[0]?.most).to.deep.equal({ all: 101, claimed: 51 })
    expect(counts).to.deep.equal(['kept', 'kept', 'kept'])
  })

  it('are so many a second, and are not even made beyond that', async () => {
    const { clock, notes, counts } = house()
    let made = 0
    const flood = async (isProven: boolean) => {
      for (let count = 0; count < 200; count += 1) {
        notes.note(isProven, () => {
          made += 1
          return sampleRefused()
        })
        if (count % 20 === 0) await notes.settled()
      }
      await notes.settled()
    }
    await flood(false)
    expect(made).to.equal(30)
    clock.pass(seconds(4))
    await flood(false)
    expect(made).to.equal(34)
    await flood(true)
    expect(made).to.equal(94)
    expect(counts.filter((went) => went === 'dropped')).to.have.length(600 - 94)
  })

  it('wait for a store that stands still up to a number, and are dropped beyond it', async () => {
    let goOn = (): void => undefined
    const { clock, notes, counts, written } = house(() => new Promise<void>((resolve) => (goOn = resolve)))
    notes.note(true, () => sampleRefused())
    await Promise.resolve()
    for (let count = 0; count < 100; count += 1) {
      clock.pass(seconds(1))
      notes.note(true, () => sampleRefused())
    }
    expect(counts).to.deep.equal(Array(36).fill('dropped'))
    goOn()
    await Promise.resolve()
    await new Promise(setImmediate)
    goOn()
    await notes.settled()
    expect(written.map(({ requests }) => requests.length)).to.deep.equal([1, 64])
  })

  it('that cannot be made are dropped, and nobody hears of it', async () => {
    const { notes, counts } = house()
    notes.note(true, () => {
      throw new TypeError('a fault of ours')
    })
    await notes.settled()
    expect(counts).to.deep.equal(['dropped'])
  })

  it('that cannot be written are dropped and counted, and the next ones are written', async () => {
    let fails = true
    const { notes, counts } = house(async () => {
      if (fails) throw new Error('no database')
    })
    notes.note(true, () => sampleRefused())
    await notes.settled()
    fails = false
    notes.note(true, () => sampleRefused())
    await notes.settled()
    expect(counts).to.deep.equal(['dropped', 'kept'])
  })
})
