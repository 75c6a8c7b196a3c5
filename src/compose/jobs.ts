import { createPoller } from '../crypto/poller.js'
import { minutes, type Duration } from '../domain/instant.js'
import type { Job, JobName } from '../domain/job.js'
import type { JobLeases } from '../domain/ports/job-leases.js'
import type { Log } from '../domain/ports/log.js'

export interface JobDeps {
  readonly leases: JobLeases
  /** Who takes leases: another value in each process, and each time that one starts. */
  readonly holder: string
  readonly log: Log
  readonly counted: (job: JobName, went: 'ok' | 'failed') => void
}

/** Jobs that run. */
export interface RunningJobs {
  /** Begins no run any more, waits for those under way, and gives back what others may do then. */
  stop(): Promise<void>
}

/** Runs each job now, and again in its time. A run that fails is logged, counted, and tried again at the next. */
export function startJobs(jobs: readonly Job[], deps: JobDeps): RunningJobs {
  const started = jobs.map((job) => {
    const onError = (error: unknown): void => {
      deps.counted(job.name, 'failed')
      deps.log.error('job.failed', {
        reason: job.name,
        detail: error instanceof Error ? error.message : 'unknown fault',
      })
    }
    // It never throws: a poller that fails at its start would not go on.
    const poller = createPoller({ every: job.every, refresh: () => runOne(job, deps).catch(onError), onError })
    const first = poller.start()
    return { stop: () => first.then(() => poller.stop()) }
  })
  return {
    async stop() {
      await Promise.all(started.map(({ stop }) => stop()))
      const mine = jobs.filter(({ once }) => once === 'cluster')
      // A lease that cannot be given back ends by itself.
      await Promise.allSettled(mine.map(({ name }) => deps.leases.release(name, deps.holder)))
    },
  }
}

async function runOne(job: Job, deps: JobDeps): Promise<void> {
  if (job.once === 'process') await job.run()
  else if (!(await deps.leases.take(job.name, deps.holder, lastsFor(job)))) return
  else await whileHeld(job, deps)
  deps.counted(job.name, 'ok')
}

/** Past the next run, so that who has the job keeps it; who is gone is followed within two pauses and a minute. */
const lastsFor = ({ every }: Job): Duration => 2 * every + minutes(1)

/** A run may take longer than its lease: that is prolonged meanwhile. */
async function whileHeld(job: Job, { leases, holder }: JobDeps): Promise<void> {
  const lasts = lastsFor(job)
  // A fault here is told by the run itself, or by the next.
  const prolong = (): void => void leases.take(job.name, holder, lasts).catch(() => undefined)
  const timer = setInterval(prolong, lasts / 3).unref()
  try {
    await job.run()
  } finally {
    clearInterval(timer)
  }
}
