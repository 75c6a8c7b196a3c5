import { setImmediate } from 'node:timers/promises'
import type { AttemptCounter } from '../../src/domain/ports/attempt-counter.js'

/**
 * The counter, but that it takes its time, as one behind a network does: what is asked at once is answered before anybody goes
 * on.
 */
export function slowAttempts(attempts: AttemptCounter): AttemptCounter {
  const slowly =
    <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const answer = await work(...args)
      await setImmediate()
      return answer
    }
  return {
    add: slowly((key: string, window: number, member?: string) => attempts.add(key, window, member)),
    takeBack: slowly((key: string) => attempts.takeBack(key)),
    read: slowly((key: string) => attempts.read(key)),
    clear: slowly((key: string) => attempts.clear(key)),
  }
}
