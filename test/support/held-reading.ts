import { Worker } from 'node:worker_threads'

/** The place where the thread says that it has begun, and that where it is let go on. */
const [BEGUN, RELEASED] = [0, 1]

/**
 * Threads that read metadata, each of which stands still before it reads: whoever reads in the thread of the event loop would
 * stand still with them.
 */
export function heldReading() {
  const gate = new Int32Array(new SharedArrayBuffer(8))
  const module = new URL('../../src/saml/metadata/reading-thread.ts', import.meta.url).href
  const text = `
    const { workerData: gate } = require('node:worker_threads')
    Atomics.add(gate, ${BEGUN}, 1)
    Atomics.wait(gate, ${RELEASED}, 0)
    import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(module)})))`
  return {
    start: () => new Worker(text, { eval: true, workerData: gate }),
    /** How many threads have begun. */
    begun: () => Atomics.load(gate, BEGUN ?? 0),
    release: () => {
      Atomics.store(gate, RELEASED ?? 1, 1)
      Atomics.notify(gate, RELEASED ?? 1)
    },
  }
}
