import { expect } from 'chai'
import { createSupervisor } from '../../src/workers/supervisor.js'
import { rejectionOf } from '../contracts/harness.js'
import { keptLog } from '../support/kept-log.js'
import { type FakeWorkers, fakeWorkers, turn } from './fake-workers.js'

/** A pause that a test ends; those that nobody ends last until everything stops. */
function pauses() {
  const open: { readonly time: number; readonly end: () => void }[] = []
  const pause = (time: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      open.push({ time, end: resolve })
      signal.addEventListener('abort', () => resolve())
    })
  /** Ends the latest pause of this length, as soon as there is one. */
  const end = async (time: number): Promise<void> => {
    for (;;) {
      const place = open.findLastIndex((each) => each.time === time)
      if (place >= 0) return open.splice(place, 1)[0]?.end()
      await turn()
    }
  }
  return { pause, end }
}

function setUp(workers: FakeWorkers = fakeWorkers()) {
  const { log, lines } = keptLog()
  const { pause, end } = pauses()
  const supervisor = createSupervisor({ count: 2, start: () => workers.start(), log, pause })
  /** Both workers serve. */
  const begun = async (): Promise<void> => {
    const port = supervisor.begin()
    ;(await workers.worker(1)).serves()
    ;(await workers.worker(2)).serves()
    expect(await port).to.equal(3000)
  }
  return { supervisor, workers, lines, endPause: end, begun }
}

describe('the primary of several workers', () => {
  it('starts the others when the first one serves: it alone brings the store up to date', async () => {
    const { supervisor, workers } = setUp()
    const port = supervisor.begin()
    await turn()
    expect(workers.all).to.have.length(1)
    workers.all[0]?.serves()
    ;(await workers.worker(2)).serves()
    expect(await port).to.equal(3000)
  })

  it('does not start if the first one does not, and says how that one ended', async () => {
    const { supervisor, workers, lines } = setUp()
    const begun = rejectionOf(supervisor.begin())
    workers.all[0]?.ends(2)
    expect(await begun).to.have.deep.property('end', { code: 2, signal: null })
    expect(workers.all).to.have.length(1)
    expect(lines).to.deep.equal([])
  })

  it('serves although another one does not start, and tries that one again', async () => {
    const { supervisor, workers, endPause } = setUp()
    const port = supervisor.begin()
    workers.all[0]?.serves()
    ;(await workers.worker(2)).ends(1)
    expect(await port).to.equal(3000)
    await endPause(250)
    ;(await workers.worker(3)).serves()
    await turn()
    expect(workers.all).to.have.length(3)
  })

  it('replaces a worker that ended, after pauses that grow, and says so', async () => {
    const { workers, lines, endPause, begun } = setUp()
    await begun()
    workers.all[0]?.ends('SIGKILL')
    for (const [tries, time] of [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
      await endPause(time)
      ;(await workers.worker(3 + tries)).ends(1)
    }
    await turn()
    expect(lines[0]).to.equal('error worker.lost')
    expect(lines.slice(1))
      .to.have.length(9)
      .and.to.satisfy((all: string[]) => all.every((line) => line === 'error worker.not-started'))
  })

  it('replaces all, one after the other, each asked to end when the new one serves', async () => {
    const { supervisor, workers, lines, begun } = setUp()
    await begun()
    const restarted = supervisor.restart()
    const [one, two] = workers.all
    const third = await workers.worker(3)
    await turn()
    expect([one?.told, two?.told, workers.all.length]).to.deep.equal([[], [], 3])
    third.serves()
    const fourth = await workers.worker(4)
    expect([one?.told, two?.told]).to.deep.equal([[{ kind: 'stop' }], []])
    fourth.serves()
    await restarted
    expect(two?.told).to.deep.equal([{ kind: 'stop' }])
    expect(lines).to.deep.equal(['info workers.restarting', 'info workers.restarted'])
    expect(workers.all).to.have.length(4)
  })

  it('leaves the workers as they are if a new one does not start', async () => {
    const { supervisor, workers, lines, begun } = setUp()
    await begun()
    const restarted = supervisor.restart()
    ;(await workers.worker(3)).ends(2)
    await restarted
    expect(workers.all.flatMap(({ told }) => told)).to.deep.equal([])
    expect(lines.at(-1)).to.contain('error workers.restart-ended')
  })

  it('replaces all once more, and not twice more, if it is asked twice meanwhile', async () => {
    const { supervisor, workers, begun } = setUp()
    await begun()
    const all = Promise.all([supervisor.restart(), supervisor.restart(), supervisor.restart()])
    for (const number of [3, 4, 5, 6]) (await workers.worker(number)).serves()
    await all
    expect(workers.all).to.have.length(6)
  })

  it('fills a place once when its worker ends while it is being replaced', async () => {
    const { supervisor, workers, endPause, begun } = setUp()
    await begun()
    const restarted = supervisor.restart()
    const third = await workers.worker(3)
    workers.all[0]?.ends(1)
    await turn()
    third.serves()
    ;(await workers.worker(4)).serves()
    await restarted
    await endPause(250)
    await turn()
    expect(workers.all).to.have.length(4)
  })

  it('asks all to end, those that are starting too, and starts none any more', async () => {
    const { supervisor, workers, lines, begun } = setUp()
    await begun()
    workers.all[0]?.ends(1)
    await turn()
    void supervisor.restart()
    await workers.worker(3)
    await supervisor.stop()
    await turn()
    expect(workers.all).to.have.length(3)
    expect(workers.all.slice(1).map(({ told }) => told)).to.deep.equal([[{ kind: 'stop' }], [{ kind: 'stop' }]])
    expect(lines).to.deep.equal(['error worker.lost', 'info workers.restarting'])
  })

  it('ends a worker that does not end when it is asked', async () => {
    const { supervisor, workers, endPause, begun } = setUp(fakeWorkers(false))
    await begun()
    workers.all[0]?.ends(0)
    const stopped = supervisor.stop()
    await endPause(12_000)
    await stopped
    expect(await workers.all[1]?.ended).to.deep.equal({ code: null, signal: 'SIGKILL' })
  })
})
