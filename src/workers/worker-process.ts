import type { FromPrimary, FromWorker } from './messages.js'

/** How a process ended: its exit code, or the signal that ended it. */
export interface WorkerEnd {
  readonly code: number | null
  readonly signal: string | null
}

/** One worker, as the primary sees it. */
export interface WorkerProcess {
  readonly pid: number
  /** Its port as soon as it serves; null if it ended before. */
  readonly ready: Promise<number | null>
  readonly ended: Promise<WorkerEnd>
  /** Says something to it; nothing happens if it is gone. */
  tell(message: FromPrimary): void
  onMessage(listener: (message: FromWorker) => void): void
  /** Ends it at once. */
  kill(): void
}
