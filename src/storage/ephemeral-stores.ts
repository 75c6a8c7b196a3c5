import type { AttemptCounter } from '../domain/ports/attempt-counter.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'
import type { SessionStore } from '../domain/ports/session-store.js'

/** Everything that has an end, whoever keeps it. */
export interface EphemeralStores {
  readonly logins: LoginStore
  readonly sessions: SessionStore
  readonly replay: ReplayCache
  readonly attempts: AttemptCounter
  close(): Promise<void>
}
