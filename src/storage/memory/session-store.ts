import { BrokerError } from '../../domain/errors.js'
import type { SessionId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { RENEWAL_KEPT } from '../renewal-kept.js'
import { atOnce } from './at-once.js'
import type { ExpiringMap } from './expiring-map.js'

/** Browser sessions of one process; `renewals`: old id to new. */
export const createMemorySessionStore = (
  sessions: ExpiringMap<BrowserSession>,
  renewals: ExpiringMap<SessionId>,
  clock: Clock,
): SessionStore => {
  const refuseKnown = (id: SessionId): void => {
    if (sessions.get(id)) throw new BrokerError('internal', 'a session with this id exists')
  }
  return {
    create: (session, until) =>
      atOnce(() => {
        refuseKnown(session.id)
        sessions.set(session.id, session, until)
      }),
    find: (id) => atOnce(() => sessions.get(id)),
    replace: (session, until) =>
      atOnce(() => {
        // check: a-session-that-ended-stays-ended
        if (sessions.get(session.id)?.version !== session.version - 1) return false
        sessions.set(session.id, session, until)
        return true
      }),
    renew: (old, session, until) =>
      atOnce(() => {
        // check: a-session-is-renewed-as-it-was-read
        if (sessions.get(old.id)?.version !== old.version) return false
        refuseKnown(session.id)
        renewals.set(old.id, session.id, clock.now() + RENEWAL_KEPT)
        // check: a-renewal-ends-the-old-session
        sessions.delete(old.id)
        sessions.set(session.id, session, until)
        return true
      }),
    renewedAs: (id) => atOnce(() => renewals.get(id)),
    findByName: (nameKey) => atOnce(() => named(sessions, nameKey)),
    end: (id) => atOnce(() => void sessions.delete(id)),
    endAllOf: (account, except) =>
      atOnce(() => {
        const isOver = (session: BrowserSession): boolean => session.account === account && session.id !== except
        return sessions.keysWhere(isOver).filter((id) => sessions.delete(id)).length
      }),
  }
}

const named = (sessions: ExpiringMap<BrowserSession>, nameKey: string): readonly BrowserSession[] =>
  sessions
    .keysWhere(({ participations }) => participations.some((each) => each.nameKey === nameKey))
    .flatMap((id) => sessions.get(id) ?? [])
