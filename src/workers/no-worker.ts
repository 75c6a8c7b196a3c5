import type { WorkerEnd } from './worker-process.js'

/** The first worker ended before it served; it has said why by itself, unless a signal ended it. */
export class NoWorker extends Error {
  /** Null: it was not started any more. */
  readonly end: WorkerEnd | null

  constructor(end: WorkerEnd | null) {
    super('a worker ended before it served')
    this.name = 'NoWorker'
    this.end = end
  }
}
