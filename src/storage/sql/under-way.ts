import { BrokerError } from '../../domain/error-catalogue.js'

/** Work that has begun and not ended, so that closing can wait for it. */
export interface UnderWay {
  /** Runs `work`. Throws `BrokerError('unavailable')` instead once `close` was called. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Lets nothing more begin; resolves when all that began has ended, whichever way. */
  close(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<unknown>>()
  let closed = false
  return {
    async run(work) {
      if (closed) throw new BrokerError('unavailable', 'database: closed')
      const mine = work()
      running.add(mine)
      try {
        return await mine
      } finally {
        running.delete(mine)
      }
    },
    async close() {
      closed = true
      await Promise.allSettled(running)
    },
  }
}
