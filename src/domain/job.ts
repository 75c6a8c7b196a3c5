import type { Duration } from './instant.js'

/** Something that is done again and again, without anybody asking. */
export interface Job {
  /** A label of metrics, and what the log calls it. */
  readonly name: string
  /** The pause between two runs; the first comes at the start. */
  readonly every: Duration
  /** What a run may take at most: after that it has failed, and the next one comes in its time. */
  readonly within: Duration
  /** `cluster`: by one process of all that share the database; `process`: by each for itself. */
  readonly once: 'cluster' | 'process'
  /** How long its lease lasts beyond two pauses; a minute where nothing is said. */
  readonly leaseMargin?: Duration
  /** No login is served before its first run has ended, whichever way. */
  readonly beforeLogins?: boolean
  /**
   * What it throws is logged and counted, and the next run comes as usual. The signal tells that the run shall end: its
   * time is over, another process has the job by now, or the broker stops. Who does not heed it is left behind.
   */
  run(signal: AbortSignal): Promise<void>
}
