import { type BrowserSession, heldEvidence, sessionEnd, sessionKeptUntil } from '../domain/session.js'
import { countsStill, withoutFacts, type Evidence } from '../domain/evidence.js'
import { beyondMinimumSet } from '../domain/proofed-account.js'
import type { Account } from '../domain/account.js'
import type { SessionId } from '../domain/ids.js'
import { CLOCKS_APART, type Instant } from '../domain/instant.js'
import type { SwitchedMethods } from '../domain/method-switch.js'
import type { ChangeSession, SessionStore } from '../domain/ports/session-store.js'
import { sessionIdOf, sessionSecretOf } from './session-names.js'
import type { SessionPorts } from './session-ports.js'
import { isSaml, LOGIN_LIFETIME, type OpenLogin } from '../domain/login.js'
import type { EndSessions, UseCases } from '../domain/use-cases.js'

/** A session that was opened, renewed or ended; `secret` goes into the browser's cookie. */
export type SessionChange =
  { readonly kind: 'opened'; readonly session: BrowserSession; readonly secret: string } | { readonly kind: 'ended' }

/**
 * The session after a proof, always under a new id, so that an id planted or read before the proof is worth nothing
 * after it (RULES: Sessions and logout). `before`: the browser's live session of the same account.
 */
export async function sessionAfterProof(
  account: Pick<Account, 'id' | 'sessionsEndedAt'>,
  evidence: readonly Evidence[],
  before: BrowserSession | null,
  ports: SessionPorts,
): Promise<Extract<SessionChange, { kind: 'opened' }>> {
  const now = ports.clock.now()
  const secret = sessionSecretOf(ports.random.secret(), ports.digest)
  const alone: BrowserSession = {
    id: sessionIdOf(ports.digest, secret),
    account: account.id,
    handle: ports.random.secret(),
    evidence: newestOfEach(evidence),
    startedAt: Math.max(now, beginsAfter(account)),
    lastActionAt: now,
    participations: [],
    version: 1,
  }
  // check: a-session-id-is-new-at-each-proof
  const renewed = before && (await renewedFrom(before, alone, ports))
  if (renewed) return { kind: 'opened', session: renewed, secret }
  // There was no session before, or it ended this moment; what was proved in it ended with it.
  await ports.sessions.create(alone, sessionKeptUntil(alone, ports.sessionLimits))
  return { kind: 'opened', session: alone, secret }
}

/**
 * Whoever proves an account whose sessions were ended a moment ago comes after that: the new session is none of those, and
 * none that another instance's clock could take for one of them.
 */
const beginsAfter = ({ sessionsEndedAt }: Pick<Account, 'sessionsEndedAt'>): Instant =>
  // check: whoever-comes-after-all-sessions-ended-is-signed-in
  sessionsEndedAt === null ? 0 : sessionsEndedAt + CLOCKS_APART + 1

/**
 * The session that takes the place of `before`. If another tab has renewed `before` already, this one takes the place
 * of the renewed session, so that a browser has one session, and a logout ends it with every service that takes part.
 * The proofs of the other tab are not taken along, so somebody who held only the old id gains nothing by them.
 */
async function renewedFrom(
  before: BrowserSession,
  alone: BrowserSession,
  ports: SessionPorts,
): Promise<BrowserSession | null> {
  const { sessions } = ports
  // What another tab noted in the old session meanwhile, such as a service that takes part, goes along.
  // check: a-renewal-loses-no-service-that-takes-part
  const renewed = await sessions.renew(before, (old) => goingOn(alone, old, ports), keptUntil(ports))
  if (renewed) return renewed
  const other = await asItIsNow(before.id, ports)
  // check: a-session-goes-on-as-one-of-its-own-account
  if (other?.account !== alone.account) return null
  const bare = ({ handle, participations }: BrowserSession): BrowserSession => ({ ...alone, handle, participations })
  return sessions.renew(other, bare, keptUntil(ports))
}

/** The session of this id, also if a proof in another tab has renewed it under another id. */
export async function asItIsNow(id: SessionId, ports: Pick<SessionPorts, 'sessions'>): Promise<BrowserSession | null> {
  const found = await ports.sessions.find(id)
  if (found) return found
  const renewed = await ports.sessions.renewedAs(id)
  // check: a-service-takes-part-in-the-renewed-session
  return renewed && asItIsNow(renewed, ports)
}

/** The time until which a store keeps a session. */
const keptUntil =
  ({ sessionLimits }: Pick<SessionPorts, 'sessionLimits'>) =>
  (session: BrowserSession): Instant =>
    sessionKeptUntil(session, sessionLimits)

/**
 * Changes a session as it is stored by now (`SessionStore.change`); it is kept for as long as its evidence then says.
 */
export const changeSession = (
  seen: BrowserSession,
  change: ChangeSession,
  ports: Pick<SessionPorts, 'sessions' | 'sessionLimits'>,
): Promise<BrowserSession | null> => ports.sessions.change(seen, change, keptUntil(ports))

/** The new session together with what still holds of the session that it replaces. */
function goingOn(alone: BrowserSession, old: BrowserSession, { sessionLimits }: SessionPorts): BrowserSession {
  const replaced = new Set(alone.evidence.map(oneOf))
  const kept = heldEvidence(old, sessionLimits, alone.lastActionAt).filter((piece) => !replaced.has(oneOf(piece)))
  const { startedAt, participations, handle } = old
  return { ...alone, evidence: [...kept, ...alone.evidence], startedAt, participations, handle }
}

/**
 * Notes that the citizen acted at the broker, so idle time begins anew. Evidence that has aged by then stays aged;
 * otherwise an action after the limit would bring a level back. Returns the session as stored; null if it has ended.
 */
export function noteAction(seen: BrowserSession, ports: SessionPorts): Promise<BrowserSession | null> {
  const now = ports.clock.now()
  const acted = (session: BrowserSession): BrowserSession => {
    const evidence = heldEvidence(session, ports.sessionLimits, now)
    // check: aged-evidence-stays-aged
    return { ...session, evidence, lastActionAt: now }
  }
  return changeSession(seen, acted, ports)
}

/**
 * The time at which the session ends if the citizen does nothing more: the last of its evidence then holds at no level.
 */
export const sessionEndsAt = (
  session: BrowserSession,
  { sessionLimits }: Pick<SessionPorts, 'sessionLimits'>,
): Instant => Math.max(session.lastActionAt, sessionEnd(session, sessionLimits))

const newestOfEach = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((piece) => [oneOf(piece), forSession(piece)])).values(),
]

/**
 * Evidence as a session keeps it: without the minimum set, which the account keeps. Attributes beyond that set stay, or
 * single sign-on at the same service would ask for the card again.
 */
function forSession(evidence: Evidence): Evidence {
  // check: no-session-keeps-what-an-account-keeps
  const facts = beyondMinimumSet(evidence.facts ?? {})
  return { ...withoutFacts(evidence), ...(facts && { facts }) }
}

/** The key of one method, or of one of several phones. */
const oneOf = ({ method, instance }: Evidence): string => `${method} ${instance}`

/**
 * True if this browser's session ended by itself, of age or because the citizen did nothing, while this login was under
 * way; for a login to the citizen's own account also if it ended shortly before, since an own page asked for the session. False
 * for a session that somebody ended, or an id that nobody knows: nothing shows that it was a session.
 */
export async function sessionRanOut(id: SessionId | null, login: OpenLogin, ports: SessionPorts): Promise<boolean> {
  const session = id && (await ports.sessions.find(id))
  if (!session || heldEvidence(session, ports.sessionLimits, ports.clock.now()).length > 0) return false
  const endedAt = sessionEndsAt(session, ports)
  // A session that is kept for a logout alone ended too long ago to be told of.
  return isSaml(login) ? endedAt >= login.startedAt : endedAt + LOGIN_LIFETIME > ports.clock.now()
}

/**
 * Ends a session, because the citizen ends it or somebody else goes on in this browser, also if another tab has renewed it
 * this moment. Returns it as it was at its end, with every service that takes part; null, and no error, for one that has
 * ended already.
 */
export async function endSession(
  { id }: Pick<BrowserSession, 'id'>,
  ports: Pick<SessionPorts, 'sessions'>,
): Promise<BrowserSession | null> {
  const ended = await ports.sessions.end(id)
  if (ended) return ended
  const renewed = await ports.sessions.renewedAs(id)
  return renewed && endSession({ id: renewed }, ports)
}

/**
 * What becomes of the session whose cookie a new one replaces in its browser. Of the same citizen the services that take
 * part go along, as a logout is to reach them still; that of somebody else ends, and its services are told (RULES: What a
 * service may ask 9). Nothing is left of one that was renewed.
 */
export async function takeOver(
  former: SessionId,
  session: BrowserSession,
  ports: SessionPorts & Pick<UseCases, 'logOut'>,
): Promise<void> {
  const left = await ports.sessions.findLeft(former)
  if (!left) return
  if (left.account !== session.account) {
    await ports.logOut(left)
    return
  }
  const joined = (current: BrowserSession): BrowserSession => ({
    ...current,
    participations: [...left.participations, ...current.participations],
  })
  // check: who-takes-part-goes-along-into-the-next-session-of-the-browser
  if (await changeSession(session, joined, ports)) await ports.sessions.end(left.id)
}

/**
 * Ends sessions, by `end`, in a logout of the services that take part in them: it is stored before whom to tell. Returns
 * those that have ended.
 */
export type EndInLogout = (
  sessions: readonly BrowserSession[],
  end: () => Promise<readonly BrowserSession[]>,
) => Promise<readonly BrowserSession[]>

export const createEndSessions =
  ({ sessions }: Pick<SessionPorts, 'sessions'>, inLogout: EndInLogout = (_sessions, end) => end()): EndSessions =>
  async (account, kept) => {
    const all = (await sessions.allOf(account)).filter(({ id }) => id !== kept)
    const ended = await inLogout(all, () => sessions.endAllOf(account, kept))
    return ended.length
  }

/**
 * The store, whose sessions hold no proof by a method that is switched off, or that was given before it was last
 * switched off. A session that rests on such proofs alone has ended, whoever asks and wherever it is stored; a logout finds
 * it all the same (`findByName`, `end`), for the services that took part know nothing of the switch.
 */
export function countedSessions(store: SessionStore, switched: SwitchedMethods): SessionStore {
  const counted = (session: BrowserSession): BrowserSession => {
    const evidence = session.evidence.filter((piece) => countsStill(piece, switched))
    return evidence.length === session.evidence.length ? session : { ...session, evidence }
  }
  const alive = (session: BrowserSession): boolean => session.evidence.length > 0
  return {
    ...store,
    async find(id) {
      const found = await store.find(id)
      const session = found && counted(found)
      // check: a-session-of-a-method-that-is-switched-off-is-none
      return session && alive(session) ? session : null
    },
    change: (seen, change, until) => store.change(seen, (session) => change(counted(session)), until),
    renew: (seen, next, until) => store.renew(seen, (old) => next(counted(old)), until),
  }
}
