import { createDeleteAccount } from '../account/delete-account.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { UseCases } from '../domain/use-cases.js'
import { createEndSessions } from '../sessions/session-policy.js'

/** Makes, on these stores, the use cases that features need of each other. */
export function createUseCases(stores: {
  readonly accounts: AccountStore
  readonly sessions: SessionStore
  readonly clock: Clock
}): UseCases {
  const endSessions = createEndSessions(stores)
  return { endSessions, deleteAccount: createDeleteAccount({ ...stores, endSessions }) }
}
