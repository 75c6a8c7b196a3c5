import type { Login } from '../../domain/login.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { LoginStore } from '../../domain/ports/login-store.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { type Attempts, createMemoryAttemptCounter } from './attempt-counter.js'
import { createExpiringMap } from './expiring-map.js'
import { createMemoryLoginStore } from './login-store.js'
import { createMemoryReplayCache } from './replay-cache.js'
import { createMemorySessionStore } from './session-store.js'

/** Everything that has an end: the in-process default for one instance. */
export interface EphemeralStores {
  readonly logins: LoginStore
  readonly sessions: SessionStore
  readonly replay: ReplayCache
  readonly attempts: AttemptCounter
  close(): Promise<void>
}

/** All of it lives in this process and ends with it. `capacity` bounds each of the four stores. */
export function createMemoryStores(options: { readonly clock: Clock; readonly capacity?: number }): EphemeralStores {
  const { clock } = options
  const logins = createExpiringMap<Login>({ ...options, name: 'logins' })
  const sessions = createExpiringMap<BrowserSession>({ ...options, name: 'sessions' })
  const claims = createExpiringMap<string>({ ...options, name: 'replay cache' })
  const attempts = createExpiringMap<Attempts>({ ...options, name: 'attempt counter' })
  return {
    logins: createMemoryLoginStore(logins),
    sessions: createMemorySessionStore(sessions),
    replay: createMemoryReplayCache(claims, clock),
    attempts: createMemoryAttemptCounter(attempts, clock),
    close() {
      for (const map of [logins, sessions, claims, attempts]) map.close()
      return Promise.resolve()
    },
  }
}
