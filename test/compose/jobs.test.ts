import { expect } from 'chai'
import { startJobs } from '../../src/compose/jobs.js'
import type { Job } from '../../src/domain/job.js'
import type { JobLeases } from '../../src/domain/ports/job-leases.js'
import { keptLog } from '../support/kept-log.js'

/** Leases in memory, of which none ends by itself. */
function memoryLeases() {
  const held = new Map<string, string>()
  const leases: JobLeases = {
    async take(job, holder) {
      if ((held.get(job) ?? holder) !== holder) return false
      held.set(job, holder)
      return true
    },
    async release(job, holder) {
      if (held.get(job) === holder) held.delete(job)
    },
  }
  return { leases, held }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('what a broker does by itself', () => {
  function start(job: Pick<Job, 'run'> & Partial<Job>, leases = memoryLeases().leases, holder = 'one') {
    const { log, lines } = keptLog()
    const counted: string[] = []
    const whole: Job = { name: 'certificates', every: 1, once: 'process', ...job }
    const running = startJobs([whole], {
      leases,
      holder,
      log,
      counted: (name, went) => counted.push(`${name} ${went}`),
    })
    return { running, lines, counted }
  }

  it('is done at the start, and again and again', async () => {
    let runs = 0
    const { running, counted } = start({ run: async () => void (runs += 1) })
    await until(() => runs > 2)
    await running.stop()
    expect(new Set(counted)).to.deep.equal(new Set(['certificates ok']))
  })

  it('is logged and counted where it fails, the first time too, and tried again', async () => {
    let runs = 0
    const { running, lines, counted } = start({
      run: async () => {
        runs += 1
        if (runs === 1) throw new Error('the disk is full')
      },
    })
    await until(() => counted.length > 1)
    await running.stop()
    expect(counted.slice(0, 2)).to.deep.equal(['certificates failed', 'certificates ok'])
    expect(lines[0]).to.contain('error job.failed').and.contain('the disk is full')
  })

  it('is waited for by whoever stops it', async () => {
    let finish = (): void => undefined
    let [begun, ended] = [false, false]
    const { running } = start({
      run: async () => {
        begun = true
        await new Promise<void>((resolve) => (finish = resolve))
        ended = true
      },
    })
    await until(() => begun)
    const stopped = running.stop()
    finish()
    await stopped
    expect(ended).to.equal(true)
  })

  it('is done by one process of the cluster, and by another as soon as that one has stopped', async () => {
    const { leases, held } = memoryLeases()
    const runs: string[] = []
    const job = (holder: string) => ({ once: 'cluster' as const, run: async () => void runs.push(holder) })
    const one = start(job('one'), leases, 'one')
    await until(() => runs.length > 0)
    const other = start(job('other'), leases, 'other')
    await until(() => runs.length > 5)
    expect(new Set(runs)).to.deep.equal(new Set(['one']))
    expect(other.counted).to.deep.equal([])
    await one.running.stop()
    await until(() => runs.includes('other'))
    await other.running.stop()
    expect(held.size).to.equal(0)
  })

  it('is done by each process where it is one of each', async () => {
    const { leases } = memoryLeases()
    const runs: string[] = []
    const all = ['one', 'other'].map((holder) => start({ run: async () => void runs.push(holder) }, leases, holder))
    await until(() => new Set(runs).size === 2)
    await Promise.all(all.map(({ running }) => running.stop()))
  })
})
