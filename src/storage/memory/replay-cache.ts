import type { Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/** Who claimed, and until when that has to be known. */
export interface Claim {
  readonly holder: string
  readonly neededUntil: Instant
}

/**
 * Claims of one process. One full of claims that are needed refuses new ones (`unavailable`): to forget one is a
 * replay.
 */
export const createMemoryReplayCache = (claims: ExpiringMap<Claim>, clock: Clock): ReplayCache => ({
  claim: (key, holder, keepFor, neededFor = keepFor) =>
    atOnce(() => {
      const first = claims.get(key)
      // check: a-claim-is-first-come
      if (first !== null) return first.holder
      // check: a-claim-is-kept-while-it-is-needed
      claims.set(key, { holder, neededUntil: clock.now() + neededFor }, clock.now() + keepFor)
      return null
    }),
})
