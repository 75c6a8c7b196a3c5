import type { Duration } from '../domain/instant.js'

/**
 * In how many pieces a wait is counted. The loop comes round at least once in each, and reads what has arrived; a piece
 * in which it was busy with our own work for long counts as one piece all the same.
 */
const PIECES = 8

/**
 * Calls `over` when somebody else has let us wait for `time`. Time in which this process itself was busy does not
 * count: an answer that lay there meanwhile is read before the verdict, as each piece lets the event loop come round,
 * and the last one lets it read once more. Returns what ends the wait; it may be called more than once.
 */
export function afterWaiting(time: Duration, over: () => void): () => void {
  let left = PIECES
  let verdict: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    left -= 1
    if (left > 0) timer.refresh()
    // Sockets are read between timers and immediates.
    else verdict = setImmediate(over)
  }, time / PIECES)
  return () => {
    clearTimeout(timer)
    clearImmediate(verdict)
  }
}

/** The work's own end, or `late()` thrown when it has let us wait for `time`. The work itself goes on. */
export async function within<T>(time: Duration, work: Promise<T>, late: () => Error): Promise<T> {
  let end = (): void => undefined
  const waited = new Promise<never>((_resolve, reject) => {
    end = afterWaiting(time, () => reject(late()))
  })
  try {
    return await Promise.race([work, waited])
  } finally {
    end()
  }
}
