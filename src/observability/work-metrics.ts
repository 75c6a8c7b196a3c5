import { Counter, Gauge, type Registry } from 'prom-client'
import type { Instant } from '../domain/instant.js'

/** What the broker does by itself, as it is counted. */
export interface WorkMeter {
  /** One run of a job that went through, or failed; runs that another process had to do are none. */
  jobRan(job: string, went: 'ok' | 'failed'): void
  /** One source of metadata that was asked, and what came of it. */
  sourceRefreshed(result: string): void
}

export interface WorkDeps {
  /** How many sources of metadata there are of each health. */
  readonly sources: () => Promise<ReadonlyMap<string, number>>
  readonly now: () => Instant
}

/** What is counted of what the broker does by itself. */
export const workInstruments = (deps: WorkDeps, registers: Registry[]): WorkMeter => ({
  jobRan: jobInstruments(deps, registers),
  sourceRefreshed: sourceInstruments(deps, registers),
})

function jobInstruments({ now }: WorkDeps, registers: Registry[]): WorkMeter['jobRan'] {
  const runs = new Counter({
    name: 'servicekonto_job_runs_total',
    help: 'What the broker did by itself, by job and result (ok, failed)',
    labelNames: ['job', 'result'] as const,
    registers,
  })
  const lastSuccess = new Gauge({
    name: 'servicekonto_job_last_success_timestamp_seconds',
    help: 'When a job last went through, as Unix time',
    labelNames: ['job'] as const,
    aggregator: 'max',
    registers,
  })
  return (job, result) => {
    runs.inc({ job, result })
    if (result === 'ok') lastSuccess.set({ job }, now() / 1000)
  }
}

/** What may come of a refresh; anything else is counted as `other`. */
const REFRESHED: ReadonlySet<string> = new Set(['unchanged', 'applied', 'refused', 'held', 'forgotten', 'failed'])

function sourceInstruments({ sources }: WorkDeps, registers: Registry[]): WorkMeter['sourceRefreshed'] {
  const refreshes = new Counter({
    name: 'servicekonto_metadata_refreshes_total',
    help: 'Sources of metadata that were asked, by what came of it (unchanged, applied, refused, held, forgotten, failed)',
    labelNames: ['result'] as const,
    registers,
  })
  new Gauge({
    name: 'servicekonto_metadata_sources',
    help: 'Sources of metadata by health: ok; failing, the last good version stays; held, a person has to decide',
    labelNames: ['health'] as const,
    // All processes see the same ones.
    aggregator: 'max',
    registers,
    async collect() {
      const counts = await sources().catch(() => null)
      for (const [health, count] of counts ?? []) this.set({ health }, count)
    },
  })
  return (result) => refreshes.inc({ result: REFRESHED.has(result) ? result : 'other' })
}
