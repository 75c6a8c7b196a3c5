import cluster, { type Worker } from 'node:cluster'
import { readFromWorker, type FromWorker } from './messages.js'
import type { WorkerEnd, WorkerProcess } from './worker-process.js'

/** Starts this program once more, as a worker that shares the port of this process; it writes to the same outputs. */
export function forkWorker(): WorkerProcess {
  const worker = cluster.fork()
  closeWhatItLeaves(worker)
  // A message that a worker did not take because it is just ending is no fault of this process.
  worker.on('error', () => {})
  const listeners: ((message: FromWorker) => void)[] = []
  worker.on('message', (held: unknown) => {
    const message = readFromWorker(held)
    if (message) for (const listener of listeners) listener(message)
  })
  const ended = new Promise<WorkerEnd>((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => resolve({ code, signal: signal ?? null }))
  })
  const ready = new Promise<number | null>((resolve) => {
    listeners.push((message) => {
      if (message.kind === 'ready') resolve(message.port)
    })
    void ended.then(() => resolve(null))
  })
  return {
    pid: worker.process.pid ?? 0,
    ready,
    ended,
    tell(message) {
      if (worker.isConnected()) worker.send(message, () => {})
    },
    onMessage(listener) {
      listeners.push(listener)
    },
    kill: () => void worker.process.kill('SIGKILL'),
  }
}

/**
 * A connection on its way to a worker that is killed before it took it would stay open here for good, and whoever made
 * it would wait for an answer. There is never more than one: Node hands over the next when the worker has taken the
 * last. Closing one that the worker has taken closes nothing but this process's copy.
 */
function closeWhatItLeaves(worker: Worker): void {
  const child = worker.process
  const send: (...args: never[]) => boolean = child.send.bind(child)
  let last: unknown = null
  child.send = (...args: unknown[]) => {
    if (isHandle(args[1])) last = args[1]
    return Boolean(Reflect.apply(send, child, args))
  }
  worker.once('exit', () => {
    if (isHandle(last)) last.close()
  })
}

const isHandle = (value: unknown): value is { close(): void } =>
  typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function'
