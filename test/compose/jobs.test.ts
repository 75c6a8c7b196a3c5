import { expect } from 'chai'
import { startJobs, type JobDeps } from '../../src/compose/jobs.js'
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

/** A lease is prolonged each third of the time that it lasts. */
const SOON_PROLONGED = { leaseMargin: 30 }

describe('what a broker does by itself', () => {
  function start(
    job: Pick<Job, 'run'> & Partial<Job>,
    leases = memoryLeases().leases,
    given: Partial<Pick<JobDeps, 'holder' | 'grace' | 'leaseMargin'>> = {},
  ) {
    const { log, lines } = keptLog()
    const counted: string[] = []
    const whole: Job = { name: 'certificates', every: 1, within: 60_000, once: 'process', ...job }
    const running = startJobs([whole], {
      leases,
      holder: 'one',
      log,
      grace: 60_000,
      ...given,
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
    const one = start(job('one'), leases, { holder: 'one' })
    await until(() => runs.length > 0)
    const other = start(job('other'), leases, { holder: 'other' })
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
    const all = ['one', 'other'].map((holder) => start({ run: async () => void runs.push(holder) }, leases, { holder }))
    await until(() => new Set(runs).size === 2)
    await Promise.all(all.map(({ running }) => running.stop()))
  })

  it('is told to end when it stops, and left behind where it does not heed that', async () => {
    const heard: string[] = []
    const heeding = start({ run: untilTold(heard) })
    await until(() => heard.includes('begun'))
    await heeding.running.stop()
    expect(heard).to.deep.equal(['begun', 'the broker stops'])
    let begun = false
    const hanging = start({ run: () => new Promise(() => (begun = true)) }, memoryLeases().leases, { grace: 1 })
    await until(() => begun)
    await hanging.running.stop()
    for (const { counted, lines } of [heeding, hanging]) expect([...counted, ...lines]).to.deep.equal([])
  })

  it('has failed where it has no end in its time, and is tried again', async () => {
    const heard: string[] = []
    const { running, counted, lines } = start({ within: 5, run: untilTold(heard) })
    await until(() => counted.length > 1)
    await running.stop()
    expect(counted.slice(0, 2)).to.deep.equal(['certificates failed', 'certificates failed'])
    expect(lines[0]).to.contain('no end within 5 ms')
  })

  it('ends where another process has taken it meanwhile, and takes nothing back from that', async () => {
    const { leases, held } = memoryLeases()
    const heard: string[] = []
    const { running, counted, lines } = start({ once: 'cluster', run: untilTold(heard) }, leases, SOON_PROLONGED)
    await until(() => heard.includes('begun'))
    held.set('certificates', 'other')
    await until(() => counted.length > 0)
    await running.stop()
    expect(counted[0]).to.equal('certificates failed')
    expect(lines[0]).to.contain('another process has this job by now')
    expect(held.get('certificates')).to.equal('other')
  })

  it('gives back its lease after the last question about it was answered', async () => {
    const { leases, held } = memoryLeases()
    let [asked, takes] = [false, 0]
    const slow: JobLeases = {
      ...leases,
      async take(...lease) {
        takes += 1
        if (takes > 1) {
          asked = true
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        return leases.take(...lease)
      },
    }
    const { running } = start({ once: 'cluster', run: untilTold([]) }, slow, SOON_PROLONGED)
    await until(() => asked)
    await running.stop()
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(held.size).to.equal(0)
  })

  it('keeps no broker from its end where its lease is not answered', async () => {
    let asked = false
    const silent: JobLeases = {
      take: () => new Promise(() => (asked = true)),
      release: () => new Promise(() => undefined),
    }
    const { running, counted } = start({ once: 'cluster', run: () => expect.fail('it has no lease') }, silent, {
      grace: 1,
    })
    await until(() => asked)
    await running.stop()
    expect(counted).to.deep.equal([])
  })

  it('lets logins wait for its first run where they need it, and for no other', async () => {
    let finish = (): void => undefined
    let isReady = false
    const needed = start({ beforeLogins: true, run: () => new Promise<void>((resolve) => (finish = resolve)) })
    const other = start({ run: () => new Promise(() => undefined) }, memoryLeases().leases, { grace: 1 })
    void needed.running.ready.then(() => (isReady = true))
    await other.running.ready
    await new Promise((resolve) => setImmediate(resolve))
    expect(isReady).to.equal(false)
    finish()
    await needed.running.ready
    await Promise.all([needed.running.stop(), other.running.stop()])
  })
})

/** A run that ends when it is told to, and says why. */
const untilTold =
  (heard: string[]) =>
  (signal: AbortSignal): Promise<void> => {
    heard.push('begun')
    return new Promise((resolve) =>
      signal.addEventListener('abort', () => {
        heard.push(signal.reason instanceof Error ? signal.reason.message : '')
        resolve()
      }),
    )
  }
