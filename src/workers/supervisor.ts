import { type Duration, minutes, seconds } from '../domain/instant.js'
import type { Log } from '../domain/ports/log.js'
import { createPlace, type Place } from './place.js'
import { NoWorker } from './no-worker.js'
import type { WorkerProcess } from './worker-process.js'

/** Keeps workers running. */
export interface Supervisor {
  /**
   * Starts the workers, one before the others: it brings the store up to date, and what keeps it from starting keeps
   * them all. Returns the port. Throws `NoWorker` if it ends before it serves.
   */
  begin(): Promise<number>
  /** Replaces one worker after the other; asked again meanwhile, once more after it. */
  restart(): Promise<void>
  /** Asks all to end, and waits for them. */
  stop(): Promise<void>
}

export interface SupervisorDeps {
  readonly count: number
  readonly start: () => WorkerProcess
  readonly log: Log
  /** Waits until the time is over or the signal comes. */
  readonly pause: (time: Duration, signal: AbortSignal) => Promise<void>
}

/** Longer than any start takes, with the steps of a new schema. */
const START_WITHIN: Duration = minutes(5)

/** Longer than a worker takes to finish what is under way and to close its stores. */
const END_WITHIN: Duration = seconds(12)

export function createSupervisor({ count, start, log, pause }: SupervisorDeps): Supervisor {
  const stopping = new AbortController()
  const alive = new Set<WorkerProcess>()
  const isStopping = () => stopping.signal.aborted

  const hire = (): WorkerProcess => {
    const worker = start()
    alive.add(worker)
    void worker.ended.then(() => alive.delete(worker))
    void killUnless(worker, worker.ready, START_WITHIN, pause)
    return worker
  }
  const retire = (worker: WorkerProcess): Promise<void> => ended(worker, pause)
  const place = (): Place =>
    createPlace({ start: hire, retire, log, pause: (time) => pause(time, stopping.signal), isStopping })
  const places: readonly [Place, ...Place[]] = [place(), ...Array.from({ length: count - 1 }, place)]
  return {
    async begin() {
      const [first, ...others] = places
      const renewed = await first.renew()
      if (!('port' in renewed)) throw new NoWorker(renewed.end)
      // Whatever keeps another worker from starting now will pass; meanwhile there is one that serves.
      const started = await Promise.all(others.map(async (place) => ({ place, renewed: await place.renew() })))
      for (const { place, renewed } of started) if ('end' in renewed) void place.fill()
      return renewed.port
    },
    restart: inTurn(() => renewAll(places, log, isStopping)),
    async stop() {
      stopping.abort()
      await Promise.all([...alive].map(retire))
    },
  }
}

async function renewAll(places: readonly Place[], log: Log, isStopping: () => boolean): Promise<void> {
  log.info('workers.restarting', { workers: places.length })
  for (const place of places) {
    const renewed = await place.renew()
    if ('port' in renewed) continue
    const detail = 'a new worker does not start; the others stay'
    if (!isStopping()) log.error('workers.restart-ended', { detail, exitCode: renewed.end?.code })
    return
  }
  log.info('workers.restarted', { workers: places.length })
}

/** Asks a worker to end, and waits until it has. */
async function ended(worker: WorkerProcess, pause: SupervisorDeps['pause']): Promise<void> {
  worker.tell({ kind: 'stop' })
  await killUnless(worker, worker.ended, END_WITHIN, pause)
  await worker.ended
}

async function killUnless(
  worker: WorkerProcess,
  done: Promise<unknown>,
  within: Duration,
  pause: SupervisorDeps['pause'],
): Promise<void> {
  const over = new AbortController()
  void done.then(() => over.abort())
  await pause(within, over.signal)
  if (!over.signal.aborted) worker.kill()
}

/** One at a time; whoever asks while it is at work gets another run after it, shared by all who asked. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const run = (): Promise<void> => {
    next = null
    return (running = work().finally(() => (running = null)))
  }
  return () => {
    if (!running) return run()
    return (next ??= running.then(run))
  }
}
