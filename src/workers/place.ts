import type { Log } from '../domain/ports/log.js'
import { type Duration, seconds } from '../domain/instant.js'
import type { WorkerEnd, WorkerProcess } from './worker-process.js'

/** The port of a worker that serves, or how the one ended that was to; `end` is null if none was started any more. */
export type Renewed = { readonly port: number } | { readonly end: WorkerEnd | null }

/** One of the places that the primary keeps filled. */
export interface Place {
  /**
   * Starts a worker and waits until it serves; only then the one that was there is asked to end, and waited for. If the
   * new one ends before it serves, the other one stays.
   */
  renew(): Promise<Renewed>
  /** Starts workers until one serves, with growing pauses. */
  fill(): Promise<void>
}

export interface PlaceDeps {
  readonly start: () => WorkerProcess
  /** Asks a worker to end, and waits until it has. */
  readonly retire: (worker: WorkerProcess) => Promise<void>
  readonly log: Log
  /** Waits; resolves at once when everything stops. */
  readonly pause: (time: Duration) => Promise<void>
  /** From then on no worker is started. */
  readonly isStopping: () => boolean
}

/** A worker that served this long was no failure to start. */
const STEADY: Duration = seconds(60)

/** The pause before the next try: a quarter of a second, doubled with every failure, half a minute at most. */
const backOff = (failures: number): Duration => Math.min(250 * 2 ** Math.min(failures, 10), seconds(30))

export function createPlace({ start, retire, log, pause, isStopping }: PlaceDeps): Place {
  let current: WorkerProcess | null = null
  let failures = 0

  const renew = async (): Promise<Renewed> => {
    if (isStopping()) return { end: null }
    const fresh = start()
    const port = await fresh.ready
    if (port === null) return { end: await fresh.ended }
    const former = current
    current = fresh
    void watch(fresh)
    if (former) await retire(former)
    return { port }
  }
  const fill = async (): Promise<void> => {
    for (;;) {
      await pause(backOff(failures))
      // A rolling restart may have been faster.
      if (current || isStopping()) return
      failures += 1
      const renewed = await renew()
      if ('port' in renewed) return
      if (!isStopping()) log.error('worker.not-started', { exitCode: renewed.end?.code, signal: renewed.end?.signal })
    }
  }
  const watch = async (worker: WorkerProcess): Promise<void> => {
    const since = performance.now()
    const { code, signal } = await worker.ended
    if (current !== worker || isStopping()) return
    current = null
    if (performance.now() - since >= STEADY) failures = 0
    log.error('worker.lost', { worker: worker.pid, exitCode: code, signal })
    await fill()
  }
  return { renew, fill }
}
