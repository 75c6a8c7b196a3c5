import type { Duration } from './instant.js'

/** What the broker does by itself. The names are labels of metrics. */
export const JOB_NAMES = ['certificates'] as const

export type JobName = (typeof JOB_NAMES)[number]

/** Something that is done again and again, without anybody asking. */
export interface Job {
  readonly name: JobName
  /** The pause between two runs; the first comes at the start. */
  readonly every: Duration
  /** `cluster`: by one process of all that share the database; `process`: by each for itself. */
  readonly once: 'cluster' | 'process'
  /** What it throws is logged and counted, and the next run comes as usual. */
  run(): Promise<void>
}
