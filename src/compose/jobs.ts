import { once, setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPoller } from '../crypto/poller.js'
import { minutes, seconds, type Duration } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { JobLeases } from '../domain/ports/job-leases.js'
import type { Log } from '../domain/ports/log.js'

export interface JobDeps {
  readonly leases: JobLeases
  /** The name under which this process takes leases: another one in each process and at each of its starts. */
  readonly holder: string
  readonly log: Log
  readonly counted: (job: string, went: 'ok' | 'failed') => void
  /** How long a run may go on after it was told to end; after that nobody waits for it. */
  readonly grace?: Duration
  /** How long a lease lasts beyond two intervals of its job, where the job does not say. */
  readonly leaseMargin?: Duration
}

/** Jobs that run. */
export interface RunningJobs {
  /** Resolves when the jobs that logins wait for have run once. */
  readonly ready: Promise<void>
  /** Begins no further run, ends those under way, and gives back the leases, so that others may do the jobs. */
  stop(): Promise<void>
}

/**
 * Runs each job now, and then again at its interval. A run that fails is logged, counted, and tried again at the next.
 */
export function startJobs(jobs: readonly Job[], deps: JobDeps): RunningJobs {
  const stopping = new AbortController()
  // Each job that runs listens; Node.js would take more than ten for a leak.
  setMaxListeners(2 * jobs.length, stopping.signal)
  const started = jobs.map((job) => {
    const onError = (error: unknown): void => {
      deps.counted(job.name, 'failed')
      deps.log.error('job.failed', {
        reason: job.name,
        detail: error instanceof Error ? error.message : 'unknown fault',
      })
    }
    // This must never throw: a poller that fails at its start would not go on.
    const refresh = () => runOne(job, deps, stopping.signal).catch(onError)
    const poller = createPoller({ every: job.every, refresh, onError })
    const first = poller.start()
    return { first, isAwaited: job.beforeLogins === true, stop: () => first.then(() => poller.stop()) }
  })
  return {
    ready: Promise.all(started.flatMap(({ first, isAwaited }) => (isAwaited ? [first] : []))).then(() => undefined),
    async stop() {
      stopping.abort(new Ended('the broker stops'))
      await Promise.all(started.map(({ stop }) => stop()))
      const mine = jobs.filter((job) => job.once === 'cluster')
      // A lease that cannot be given back ends by itself.
      const released = Promise.allSettled(mine.map(({ name }) => deps.leases.release(name, deps.holder)))
      await Promise.race([released, sleep(deps.grace ?? GRACE, null, { ref: false })])
    },
  }
}

const GRACE = seconds(2)

/** Why a run was told to end. */
class Ended extends Error {}

async function runOne(job: Job, deps: JobDeps, stopping: AbortSignal): Promise<void> {
  const end = new AbortController()
  const stop = (): void => end.abort(stopping.reason)
  stopping.addEventListener('abort', stop)
  if (stopping.aborted) stop()
  const late = setTimeout(() => end.abort(new Ended(`no end within ${job.within} ms`)), job.within).unref()
  try {
    const isMine = job.once === 'process' || (await untilEnded(takeLease(job, deps), deps, end.signal))
    if (!isMine) return
    await untilEnded(job.once === 'process' ? job.run(end.signal) : whileHeld(job, deps, end), deps, end.signal)
    deps.counted(job.name, 'ok')
  } catch (error) {
    // A run that the stop cut short has not failed.
    if (!stopping.aborted) throw error
  } finally {
    clearTimeout(late)
    stopping.removeEventListener('abort', stop)
  }
}

/** Resolves with the work. If it was told to end and has not ended a while later, it rejects with the reason. */
async function untilEnded<T>(work: Promise<T>, { grace = GRACE }: JobDeps, signal: AbortSignal): Promise<T> {
  const ended = new AbortController()
  const leftBehind = told(signal, ended.signal).then(() => sleep(grace, null, ended))
  try {
    const result = await Promise.race([work, leftBehind])
    // Work that ended because it was told to is not done.
    signal.throwIfAborted()
    return result as T
  } finally {
    ended.abort()
  }
}

async function told(signal: AbortSignal, ended: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort', { signal: ended })
}

/**
 * A lease lasts beyond the next run, so that its holder keeps the job. If the holder is gone, another process follows
 * within two intervals and a minute, or what the job says instead.
 */
const lastsFor = ({ every, leaseMargin }: Job, deps: JobDeps): Duration =>
  2 * every + (leaseMargin ?? deps.leaseMargin ?? minutes(1))

const takeLease = (job: Job, deps: JobDeps): Promise<boolean> =>
  deps.leases.take(job.name, deps.holder, lastsFor(job, deps))

/**
 * Prolongs the lease during a run that may take longer than it. If another process has the job by now, this run is told
 * to end. The last prolongation is waited for: it would otherwise take the lease again after it is given back.
 */
async function whileHeld(job: Job, deps: JobDeps, end: AbortController): Promise<void> {
  let asked: Promise<void> = Promise.resolve()
  const ask = async (): Promise<void> => {
    // check: a-job-that-another-has-ends-here
    if (!(await takeLease(job, deps))) end.abort(new Ended('another process has this job by now'))
  }
  // A fault here is not told: the run itself or the next one tells it.
  const timer = setInterval(() => void (asked = ask().catch(() => undefined)), lastsFor(job, deps) / 3).unref()
  try {
    await job.run(end.signal)
  } finally {
    clearInterval(timer)
    await asked
  }
}
