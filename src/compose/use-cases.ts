import { createDeleteAccount } from '../account/delete-account.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { UseCases } from '../domain/use-cases.js'
import { createEndSessions, endSession, type EndInLogout } from '../sessions/session-policy.js'

/**
 * Makes, on these stores, the use cases that features need of each other. `inLogout`: how the services are told of every
 * session that they end.
 */
export function createUseCases(
  stores: { readonly accounts: AccountStore; readonly sessions: SessionStore; readonly clock: Clock },
  inLogout: EndInLogout = (_sessions, end) => end(),
): UseCases {
  const endSessions = createEndSessions(stores, inLogout)
  return {
    endSessions,
    deleteAccount: createDeleteAccount({ ...stores, endSessions }),
    async logOut(session) {
      const left = await stores.sessions.findLeft(session.id)
      await inLogout(left ? [left] : [], async () => {
        const ended = await endSession(session, stores)
        return ended ? [ended] : []
      })
    },
  }
}
