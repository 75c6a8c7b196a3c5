import type { AskedOfProof, MethodContext } from '../../login/kit/authenticator.js'
import type { UpstreamProof } from '../../domain/evidence.js'
import { ATTRIBUTE_NAMES, type AttributeName, type Identity } from '../../domain/identity.js'
import { seconds, type Instant } from '../../domain/instant.js'
import type { GaveUp } from '../../domain/login.js'
import { NAME_AND_BIRTH_DATE } from '../../domain/minimum-set.js'
import type { UpstreamIdentity, UpstreamRefusal } from '../../domain/ports/upstream-messages.js'
import type { SessionLimits } from '../../domain/session-limits.js'
import { lowerOf, meets, type TrustLevel } from '../../domain/trust-level.js'
import type { SamlUpstream } from '../../domain/upstream.js'
import type { AskedOfUpstream } from './upstream-state.js'

/** Why an identity is not taken; a code for log and metrics, and what the citizen reads. */
export interface NotTaken {
  readonly problem: GaveUp
  readonly failure: UpstreamFailure
}

/** Codes for why a proof by an upstream does not hold. */
export const UPSTREAM_FAILURES = [
  'authn-failed',
  'request-denied',
  'no-authn-context',
  'no-passive',
  'other',
  'level-below',
  'not-fresh',
  'proxy-restricted',
  'replayed',
] as const
export type UpstreamFailure = (typeof UPSTREAM_FAILURES)[number]

/** What the citizen reads of a refusal. */
export const PROBLEM_OF: Readonly<Record<UpstreamRefusal, GaveUp>> = {
  'authn-failed': 'declined',
  'request-denied': 'declined',
  'no-authn-context': 'level',
  'no-passive': 'not-possible',
  other: 'not-possible',
}

/** The clocks of two houses are a little apart. */
const SKEW = seconds(60)

/**
 * The level that an upstream's assertion counts for: what it asserts, at most what its operator set. A class that nobody
 * knows proves no more than that somebody was logged in.
 */
export const countedLevel = ({ level }: Pick<UpstreamIdentity, 'level'>, { settings }: SamlUpstream): TrustLevel =>
  // check: an-upstream-counts-at-most-as-its-operator-set
  lowerOf(level ?? 'basis', settings.maxLevel)

/** Why this identity does not serve this login; null: it does. */
export function notTaken(
  answer: UpstreamIdentity,
  counted: TrustLevel,
  asked: AskedOfProof,
  question: AskedOfUpstream,
): NotTaken | null {
  // check: an-upstream-below-what-was-asked-proves-nothing
  if (!meets(counted, asked.level)) return { problem: 'level', failure: 'level-below' }
  // check: a-fresh-proof-of-an-upstream-is-fresh
  if (asked.forceAuthn && answer.authnInstant < question.at - SKEW)
    return { problem: 'not-possible', failure: 'not-fresh' }
  if (isRestricted(answer, asked)) return { problem: 'not-possible', failure: 'proxy-restricted' }
  return null
}

/** ProxyRestriction (saml-core §2.5.1.6): the broker may pass nothing on, or not to this service. */
function isRestricted({ proxy }: UpstreamIdentity, { service }: AskedOfProof): boolean {
  if (proxy === null) return false
  // check: what-an-upstream-lets-nobody-pass-on-is-not-passed-on
  if (proxy.count === 0) return true
  // check: what-an-upstream-gives-others-is-not-passed-on
  return proxy.audiences.length > 0 && !proxy.audiences.includes(service)
}

/**
 * The citizen as the normalized identity: what the service wants, and what tells two people apart, which is compared
 * before accounts are linked. Each value with its origin, at most at the level of the proof. Nothing else that the
 * upstream told is kept (RULES: Privacy).
 */
export function factsOf(
  { attributes }: UpstreamIdentity,
  { name }: SamlUpstream,
  level: TrustLevel,
  { wanted, now: at }: Pick<MethodContext, 'wanted' | 'now'>,
): Identity {
  // check: what-an-upstream-told-unasked-is-not-kept
  const kept = new Set<AttributeName>([...NAME_AND_BIRTH_DATE, ...wanted.attributes])
  const told = ATTRIBUTE_NAMES.filter((each) => kept.has(each)).flatMap((attribute) => {
    const value = attributes[attribute]
    if (value === undefined) return []
    // check: a-value-of-an-upstream-counts-at-most-as-its-proof
    const counted = lowerOf(value.level ?? level, level)
    return [[attribute, { value: value.value, origin: `upstream:${name}` as const, level: counted, at }] as const]
  })
  return Object.fromEntries(told)
}

/** What is said of the proof, beside whom it names. */
export function proofOf(
  answer: UpstreamIdentity,
  { dialect, peer, settings }: SamlUpstream,
  counted: TrustLevel,
  limits: SessionLimits,
  now: Instant,
): UpstreamProof {
  const isOld = now - answer.authnInstant >= limits[counted].age
  return {
    authorities: settings.hideAuthority ? [] : [peer.entityId, ...answer.authorities],
    // check: what-an-upstream-says-once-opens-no-session
    once: answer.oneTimeUse || answer.proxy !== null || dialect === 'fink' || isOld,
    // check: a-transient-name-finds-no-account
    lasting: answer.isLasting,
  }
}
