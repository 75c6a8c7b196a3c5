import type { FromPrimary, FromWorker } from '../../src/workers/messages.js'
import type { WorkerEnd, WorkerProcess } from '../../src/workers/worker-process.js'

/** A worker that does nothing until a test says so. */
export interface FakeWorker extends WorkerProcess {
  readonly told: FromPrimary[]
  /** It serves. */
  serves(): void
  /** It ends, with this exit code or by this signal. */
  ends(how: number | string): void
  says(message: FromWorker): void
}

/** Workers in the order in which they were started. */
export interface FakeWorkers {
  readonly all: readonly FakeWorker[]
  start(): WorkerProcess
  /** The worker of this number, as soon as it is started. */
  worker(number: number): Promise<FakeWorker>
}

/** @param obedient whether they end when they are asked to. */
export function fakeWorkers(obedient = true): FakeWorkers {
  const all: FakeWorker[] = []
  return {
    all,
    start() {
      const worker = fakeWorker(all.length + 1, obedient)
      all.push(worker)
      return worker
    },
    async worker(number) {
      for (;;) {
        const worker = all[number - 1]
        if (worker) return worker
        await turn()
      }
    },
  }
}

/** Whatever follows from what happened has happened after it. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function fakeWorker(pid: number, obedient: boolean): FakeWorker {
  const told: FromPrimary[] = []
  const listeners: ((message: FromWorker) => void)[] = []
  let onEnd: (end: WorkerEnd) => void = () => undefined
  let onReady: (port: number | null) => void = () => undefined
  const ended = new Promise<WorkerEnd>((resolve) => (onEnd = resolve))
  const ready = new Promise<number | null>((resolve) => (onReady = resolve))
  void ended.then(() => onReady(null))
  const ends = (how: number | string): void =>
    onEnd(typeof how === 'number' ? { code: how, signal: null } : { code: null, signal: how })
  return {
    pid,
    ready,
    ended,
    told,
    tell(message) {
      told.push(message)
      if (obedient && message.kind === 'stop') ends(0)
    },
    onMessage: (listener) => void listeners.push(listener),
    kill: () => ends('SIGKILL'),
    serves: () => onReady(3000),
    ends,
    says: (message) => listeners.forEach((listener) => listener(message)),
  }
}
