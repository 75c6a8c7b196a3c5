import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Clock } from '../../domain/ports/clock.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/** Failures under one key, and the members that were counted. */
export interface Attempts {
  readonly count: number
  readonly members: readonly string[]
}

/** Members that are told apart under one key. Far above every rate limit; beyond it each failure counts. */
const MEMBERS_KEPT = 1000

/** Failed proofs counted in one process. */
export const createMemoryAttemptCounter = (attempts: ExpiringMap<Attempts>, clock: Clock): AttemptCounter => ({
  add: (key, window, member) =>
    atOnce(() => {
      const { count, members } = attempts.get(key) ?? { count: 0, members: [] }
      if (member !== undefined && members.includes(member)) return count
      const kept = member !== undefined && members.length < MEMBERS_KEPT ? [...members, member] : members
      // check: a-window-begins-with-the-first-failure
      attempts.set(key, { count: count + 1, members: kept }, attempts.expiryOf(key) ?? clock.now() + window)
      return count + 1
    }),
  takeBack: (key) =>
    atOnce(() => {
      const [held, until] = [attempts.get(key), attempts.expiryOf(key)]
      if (held && until !== null && held.count > 0) attempts.set(key, { ...held, count: held.count - 1 }, until)
    }),
  read: (key) => atOnce(() => ({ count: attempts.get(key)?.count ?? 0, until: attempts.expiryOf(key) })),
  clear: (key) => atOnce(() => void attempts.delete(key)),
})
