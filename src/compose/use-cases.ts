import { createDeleteAccount } from '../account/delete-account.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { BrowserSession } from '../domain/session.js'
import type { UseCases } from '../domain/use-cases.js'
import { createEndSessions, endSession } from '../sessions/session-policy.js'

/**
 * Makes, on these stores, the use cases that features need of each other. `told` is handed every session that they end, to
 * tell its services.
 */
export function createUseCases(
  stores: { readonly accounts: AccountStore; readonly sessions: SessionStore; readonly clock: Clock },
  told: (ended: readonly BrowserSession[]) => void = () => undefined,
): UseCases {
  const endSessions = createEndSessions(stores, told)
  return {
    endSessions,
    deleteAccount: createDeleteAccount({ ...stores, endSessions }),
    async logOut(session) {
      const ended = await endSession(session, stores)
      if (ended) told([ended])
    },
  }
}
