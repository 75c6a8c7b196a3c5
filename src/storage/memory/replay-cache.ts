import type { Clock } from '../../domain/ports/clock.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/** Claims of one process. A full cache refuses new claims (`unavailable`): one forgotten claim is a replay. */
export const createMemoryReplayCache = (claims: ExpiringMap<string>, clock: Clock): ReplayCache => ({
  claim: (key, holder, keepFor) =>
    atOnce(() => {
      const first = claims.get(key)
      if (first !== null) return first
      claims.set(key, holder, clock.now() + keepFor)
      return null
    }),
})
