import { type BrowserSession, heldEvidence, sessionEnd, sessionKeptUntil } from '../domain/session.js'
import { withoutFacts, type Evidence } from '../domain/evidence.js'
import { beyondMinimumSet } from '../domain/proofed-account.js'
import type { AccountId, SessionId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { ChangeSession } from '../domain/ports/session-store.js'
import { sessionIdOf } from './session-names.js'
import type { SessionPorts } from './session-ports.js'
import { isSaml, type OpenLogin } from '../domain/login.js'
import type { EndSessions } from '../domain/use-cases.js'

/** A session that was opened, renewed or ended; `secret` goes into the browser's cookie. */
export type SessionChange =
  { readonly kind: 'opened'; readonly session: BrowserSession; readonly secret: string } | { readonly kind: 'ended' }

/**
 * The session after a proof: always under a new id, so that an id planted or read before the proof is worth
 * nothing after it (RULES: Sessions and logout). `before` is the browser's live session of the same account.
 */
export async function sessionAfterProof(
  account: AccountId,
  evidence: readonly Evidence[],
  before: BrowserSession | null,
  ports: SessionPorts,
): Promise<Extract<SessionChange, { kind: 'opened' }>> {
  const now = ports.clock.now()
  const secret = ports.random.secret()
  const alone: BrowserSession = {
    id: sessionIdOf(ports.digest, secret),
    account,
    handle: ports.random.secret(),
    evidence: newestOfEach(evidence),
    startedAt: now,
    lastActionAt: now,
    participations: [],
    version: 1,
  }
  // check: a-session-id-is-new-at-each-proof
  const renewed = before && (await renewedFrom(before, alone, ports))
  if (renewed) return { kind: 'opened', session: renewed, secret }
  // There was none, or it ended this moment, and what was proved in it ended with it.
  await ports.sessions.create(alone, sessionKeptUntil(alone, ports.sessionLimits))
  return { kind: 'opened', session: alone, secret }
}

/**
 * The session that takes the place of `before`. Where another tab has renewed that already, this one takes the place of
 * what it goes on as, so that a browser has one session, which a logout ends, with every service that takes part. What
 * was proved in the other tab is not taken along: who held the old id alone gains nothing by it.
 */
async function renewedFrom(
  before: BrowserSession,
  alone: BrowserSession,
  ports: SessionPorts,
): Promise<BrowserSession | null> {
  const { sessions } = ports
  // What another tab noted meanwhile, as a service that takes part by now, goes along.
  // check: a-renewal-loses-no-service-that-takes-part
  const renewed = await sessions.renew(before, (old) => goingOn(alone, old, ports), keptUntil(ports))
  if (renewed) return renewed
  const other = await asItIsNow(before.id, ports)
  // check: a-session-goes-on-as-one-of-its-own-account
  if (other?.account !== alone.account) return null
  const bare = ({ handle, participations }: BrowserSession): BrowserSession => ({ ...alone, handle, participations })
  return sessions.renew(other, bare, keptUntil(ports))
}

/** The session, also where a proof in another tab has renewed it. */
export async function asItIsNow(id: SessionId, ports: Pick<SessionPorts, 'sessions'>): Promise<BrowserSession | null> {
  const found = await ports.sessions.find(id)
  if (found) return found
  const renewed = await ports.sessions.renewedAs(id)
  // check: a-service-takes-part-in-the-renewed-session
  return renewed && asItIsNow(renewed, ports)
}

/** How long a store keeps a session that it is given. */
const keptUntil =
  ({ sessionLimits }: Pick<SessionPorts, 'sessionLimits'>) =>
  (session: BrowserSession): Instant =>
    sessionKeptUntil(session, sessionLimits)

/** Changes a session as it is by now (`SessionStore.change`): kept for as long as its evidence says by then. */
export const changeSession = (
  seen: BrowserSession,
  change: ChangeSession,
  ports: Pick<SessionPorts, 'sessions' | 'sessionLimits'>,
): Promise<BrowserSession | null> => ports.sessions.change(seen, change, keptUntil(ports))

/** The new session with what still holds of the one that it takes the place of. */
function goingOn(alone: BrowserSession, old: BrowserSession, { sessionLimits }: SessionPorts): BrowserSession {
  const replaced = new Set(alone.evidence.map(oneOf))
  const kept = heldEvidence(old, sessionLimits, alone.lastActionAt).filter((piece) => !replaced.has(oneOf(piece)))
  const { startedAt, participations, handle } = old
  return { ...alone, evidence: [...kept, ...alone.evidence], startedAt, participations, handle }
}

/**
 * The citizen acted at the broker: idle time begins anew. What has aged by then stays aged, or an action after the
 * limit would bring a level back. Returns the session as stored; null if it has ended.
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

/** When the session ends if the citizen does nothing more: the last of its evidence then holds at no level. */
export const sessionEndsAt = (
  session: BrowserSession,
  { sessionLimits }: Pick<SessionPorts, 'sessionLimits'>,
): Instant => Math.max(session.lastActionAt, sessionEnd(session, sessionLimits))

const newestOfEach = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((piece) => [oneOf(piece), forSession(piece)])).values(),
]

/**
 * What a service needed of a card, and the account does not keep, serves the next login too, or single sign-on at that
 * service would ask for the card again.
 */
function forSession(evidence: Evidence): Evidence {
  // check: no-session-keeps-what-an-account-keeps
  const facts = beyondMinimumSet(evidence.facts ?? {})
  return { ...withoutFacts(evidence), ...(facts && { facts }) }
}

/** One method, or one of several phones. */
const oneOf = ({ method, instance }: Evidence): string => `${method} ${instance}`

/**
 * True if the session that this browser shows ended by itself, of age or because the citizen did nothing, while this
 * login was under way; for a login to the citizen's own account also before it, since an own page asked for the session.
 * False for one that somebody ended, or that nobody knows: nothing says that it was one.
 */
export async function sessionRanOut(id: SessionId | null, login: OpenLogin, ports: SessionPorts): Promise<boolean> {
  const session = id && (await ports.sessions.find(id))
  if (!session || heldEvidence(session, ports.sessionLimits, ports.clock.now()).length > 0) return false
  return !isSaml(login) || sessionEndsAt(session, ports) >= login.startedAt
}

/** The citizen ends this session, or somebody else goes on in this browser. One that has ended already is no error. */
export const endSession = (
  { id }: Pick<BrowserSession, 'id'>,
  { sessions }: Pick<SessionPorts, 'sessions'>,
): Promise<void> => sessions.end(id)

export const createEndSessions =
  ({ sessions }: Pick<SessionPorts, 'sessions'>): EndSessions =>
  (account, kept) =>
    sessions.endAllOf(account, kept)
