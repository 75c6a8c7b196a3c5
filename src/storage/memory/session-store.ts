import { BrokerError } from '../../domain/error-catalogue.js'
import type { SessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { RENEWAL_KEPT } from '../renewal-kept.js'
import { atOnce, type ExpiringMap } from './expiring-map.js'

/** Browser sessions of one process; `renewals`: old id to new. */
export const createMemorySessionStore = (
  sessions: ExpiringMap<BrowserSession>,
  renewals: ExpiringMap<SessionId>,
  clock: Clock,
): SessionStore => ({
  create: (session, until) =>
    atOnce(() => {
      refuseKnown(session.id, sessions)
      sessions.set(session.id, session, until)
    }),
  find: (id) => atOnce(() => sessions.get(id)),
  findLeft: (id) => atOnce(() => sessions.get(id)),
  ...changesOf(sessions, renewals, clock),
  renewedAs: (id) => atOnce(() => renewals.get(id)),
  findByName: (nameKey) => atOnce(() => named(sessions, nameKey)),
  allOf: (account) => atOnce(() => those(sessions, (session) => session.account === account)),
  async *each() {
    yield await atOnce(() => those(sessions, () => true))
  },
  end: (id) =>
    atOnce(() => {
      const ended = sessions.get(id)
      sessions.delete(id)
      return ended
    }),
  endAllOf: (account, except) =>
    atOnce(() => {
      const ids = sessions.keysWhere((session) => session.account === account && session.id !== except)
      const ended = ids.flatMap((id) => sessions.get(id) ?? [])
      for (const id of ids) sessions.delete(id)
      return ended
    }),
})

/** Nobody comes in between here: each is made in the first try. */
function changesOf(
  sessions: ExpiringMap<BrowserSession>,
  renewals: ExpiringMap<SessionId>,
  clock: Clock,
): Pick<SessionStore, 'change' | 'renew'> {
  const put = (session: BrowserSession, until: (session: BrowserSession) => Instant): BrowserSession => {
    sessions.set(session.id, session, until(session))
    return session
  }
  return {
    change: ({ id }, change, until) =>
      atOnce(() => {
        const held = sessions.get(id)
        // check: a-session-that-ended-stays-ended
        if (held === null) return null
        const next = change(held)
        return next && put({ ...next, version: held.version + 1 }, until)
      }),
    renew: ({ id }, next, until) =>
      atOnce(() => {
        const held = sessions.get(id)
        // check: an-ended-session-is-not-renewed
        if (held === null) return null
        const renewed = { ...next(held), version: 1 }
        refuseKnown(renewed.id, sessions)
        renewals.set(id, renewed.id, clock.now() + RENEWAL_KEPT)
        // check: a-renewal-ends-the-old-session
        sessions.delete(id)
        return put(renewed, until)
      }),
  }
}

function refuseKnown(id: SessionId, sessions: ExpiringMap<BrowserSession>): void {
  if (sessions.get(id)) throw new BrokerError('internal', 'a session with this id exists')
}

const named = (sessions: ExpiringMap<BrowserSession>, nameKey: string): readonly BrowserSession[] =>
  those(sessions, ({ participations }) => participations.some((each) => each.nameKey === nameKey))

const those = (
  sessions: ExpiringMap<BrowserSession>,
  fits: (session: BrowserSession) => boolean,
): readonly BrowserSession[] => sessions.keysWhere(fits).flatMap((id) => sessions.get(id) ?? [])
