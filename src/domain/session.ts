import type { AccountId, EntityId, LoginId, SessionId } from './ids.js'
import { withoutFacts, type Evidence } from './evidence.js'
import { CLOCKS_APART, type Instant } from './instant.js'
import { LOGIN_LIFETIME } from './login.js'
import type { SessionLimits } from './session-limits.js'
import { levelsDownFrom, type TrustLevel } from './trust-level.js'

/** A service that took part in a session: what single logout needs to name the citizen there. */
export interface Participation {
  readonly service: EntityId
  /** The child service that it asked for; absent: it asked for itself. */
  readonly child?: EntityId
  readonly login: LoginId
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
  /** Service and NameID as a keyed digest, by which the session is found for a logout that comes without a browser. */
  readonly nameKey: string
  readonly since: Instant
  /** The last SessionNotOnOrAfter that the service was told under this name; absent in what an earlier version noted. */
  readonly until?: Instant
}

/** What makes single sign-on possible: one account in one browser. */
export interface BrowserSession {
  readonly id: SessionId
  readonly account: AccountId
  /** Random, and the same over every renewal: what services know the session by is derived from it. */
  readonly handle: string
  readonly evidence: readonly Evidence[]
  readonly startedAt: Instant
  /** The citizen's last own action at the broker; refresh, polling and events are none. */
  readonly lastActionAt: Instant
  readonly participations: readonly Participation[]
  /** Rises by one with every change; stores compare it when they write. */
  readonly version: number
}

/**
 * The level at which one piece of evidence still holds, or null. Evidence of level L holds at the
 * highest level up to L whose two limits are kept (RULES: Trust level of a login 6).
 */
export function agedLevel(
  evidence: Evidence,
  lastActionAt: Instant,
  limits: SessionLimits,
  now: Instant,
): TrustLevel | null {
  const age = now - evidence.at
  const idle = now - lastActionAt
  // check: levels-age
  // check: levels-end-without-action
  return levelsDownFrom(evidence.level).find((level) => age < limits[level].age && idle < limits[level].idle) ?? null
}

/** The evidence of a session that still holds, each at its aged level; once aged it tells nothing of the person. */
export function heldEvidence(session: BrowserSession, limits: SessionLimits, now: Instant): readonly Evidence[] {
  return session.evidence.flatMap((evidence) => {
    const level = agedLevel(evidence, session.lastActionAt, limits, now)
    if (level === evidence.level) return [evidence]
    // check: a-session-tells-of-a-card-no-longer-than-its-level-holds
    return level ? [{ ...withoutFacts(evidence), level }] : []
  })
}

/** True of a session that began before this end, as far as two clocks can tell: in doubt none outlives its end. */
export const beganBefore = ({ startedAt }: Pick<BrowserSession, 'startedAt'>, end: Instant): boolean =>
  // check: an-end-holds-though-clocks-are-apart
  startedAt <= end + CLOCKS_APART

/** True if the session was opened or renewed by this proof, or by a newer one of the same method. */
export const wentInto = ({ evidence }: BrowserSession, { method, instance, at }: Evidence): boolean =>
  evidence.some((held) => held.method === method && held.instance === instance && held.at >= at)

/**
 * How long the store keeps a session: as long as any login that began in it may be open, so that the citizen can be told
 * that it has ended; and as long as a service may take it to last, so that a logout still finds everybody who took part
 * (RULES: Sessions and logout). It proves nothing by then.
 */
export const sessionKeptUntil = (session: BrowserSession, limits: SessionLimits): Instant =>
  Math.max(
    sessionEnd(session, limits) + LOGIN_LIFETIME,
    // check: who-takes-part-is-known-for-as-long-as-services-were-told
    ...session.participations.map((part) => lastsUntil(part, limits)),
  )

/**
 * Until when a service may take the session to last. What an earlier version noted does not say what it was told; no
 * answer tells more than the longest age of a proof, which was given before the answer.
 */
const lastsUntil = ({ until, since }: Participation, limits: SessionLimits): Instant =>
  until ?? since + Math.max(...Object.values(limits).map(({ age }) => age))

/**
 * Until when any evidence of a session holds if the citizen does nothing more. Each action stores the session anew: what
 * is left behind and cannot come back takes up no place for long, so that one citizen who logs in again and again, which
 * no rate limit holds, does not fill the store.
 */
export function sessionEnd({ evidence, lastActionAt }: BrowserSession, limits: SessionLimits): Instant {
  const ends = evidence.flatMap(({ level, at }) =>
    // check: sessions-that-are-left-behind-do-not-pile-up
    levelsDownFrom(level).map((each) => Math.min(at + limits[each].age, lastActionAt + limits[each].idle)),
  )
  return Math.max(0, ...ends)
}
