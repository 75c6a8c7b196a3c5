import type { Clock } from '../domain/ports/clock.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { SessionLimits } from '../domain/session-limits.js'

/** What a browser session needs from outside. */
export interface SessionPorts {
  readonly sessions: SessionStore
  readonly sessionLimits: SessionLimits
  readonly digest: KeyedDigest
  readonly clock: Clock
  readonly random: Random
}
