import type { Evidence, UpstreamProof } from '../../domain/evidence.js'
import { ATTRIBUTE_NAMES, type AttributeName, type Identity } from '../../domain/identity.js'
import { seconds } from '../../domain/instant.js'
import { linkedIdentityKey } from '../../domain/linked-identity.js'
import { lowerOf, meets, type TrustLevel } from '../../domain/trust-level.js'
import type { OidcUpstream } from '../../domain/upstream.js'
import type { MethodContext } from '../../login/kit/authenticator.js'
import { readClaims, type Told } from './claims.js'
import { NotProved } from './failures.js'
import { SKEW, type IdToken } from './id-token.js'
import { levelOfAcr } from './levels.js'
import type { OidcDeps } from './oidc-deps.js'
import type { AskedOfIssuer } from './oidc-state.js'
import type { ProvedByIssuer } from './redeem.js'

/**
 * The evidence of what an issuer proved, where it serves this login. Throws `NotProved` for a level below what was
 * asked, and for an old proof where a fresh one was asked for.
 */
export function evidenceOf(
  { token, told: claims }: ProvedByIssuer,
  question: AskedOfIssuer,
  context: MethodContext,
  upstream: OidcUpstream,
  deps: OidcDeps,
): Evidence {
  const { name, peer, settings } = upstream
  // A class that nobody knows, or none, proves no more than that somebody was logged in.
  // check: an-issuer-counts-at-most-as-its-operator-set
  const level = lowerOf(levelOfAcr(token.acr, settings) ?? 'basis', settings.maxLevel)
  // check: an-issuer-below-what-was-asked-proves-nothing
  if (!meets(level, context.asked.level)) throw new NotProved('level-below', `It proved ${level}`)
  refuseStale(token, question, context)
  // Each by itself: a value is verified where it is told.
  const told = claims.map((each) => readClaims(each, context.now))
  const count = new Set(told.flatMap(({ leftOut }) => leftOut)).size
  if (count > 0) deps.log.info('upstream.left-out', { method: name, count })
  const identity = { upstream: upstream.id, format: 'oidc', nameQualifier: peer.entityId, spNameQualifier: null }
  return {
    method: name,
    instance: '',
    level,
    // Levels age from the proof, which the issuer may have taken long ago (RULES: Trust level of a login 6).
    at: Math.min(seconds(token.auth_time ?? token.iat), context.now),
    subject: { kind: 'key', key: linkedIdentityKey({ ...identity, value: token.sub }, deps.digest) },
    facts: factsOf(told, context, upstream, level),
    upstream: proofOf(token, context, upstream, level, deps),
  }
}

/** `auth_time` says when; without it nobody knows that the proof is fresh. */
function refuseStale({ auth_time: at }: IdToken, question: AskedOfIssuer, { asked }: MethodContext): void {
  // check: a-fresh-proof-of-an-issuer-is-fresh
  if (asked.forceAuthn && (at === undefined || seconds(at) < question.at - SKEW)) {
    throw new NotProved('not-fresh', 'It did not prove anew')
  }
}

/** What tells two people apart is kept beside what the service wants: it is compared before accounts are linked. */
const COMPARED: ReadonlySet<AttributeName> = new Set(['givenName', 'familyName', 'birthDate'])

function factsOf(
  told: readonly Told[],
  { wanted, now }: MethodContext,
  { name }: OidcUpstream,
  level: TrustLevel,
): Identity {
  const values = told.reduce<Told['values']>((all, each) => ({ ...all, ...each.values }), {})
  const kept = ATTRIBUTE_NAMES.filter((each) => COMPARED.has(each) || wanted.attributes.includes(each))
  return Object.fromEntries(
    kept.flatMap((each) => {
      const value = values[each]
      return value === undefined
        ? []
        : [[each, { value, origin: `upstream:${name}` as const, level, at: now }] as const]
    }),
  )
}

function proofOf(
  { auth_time: at }: IdToken,
  { now }: MethodContext,
  { peer, settings }: OidcUpstream,
  level: TrustLevel,
  { sessionLimits }: OidcDeps,
): UpstreamProof {
  return {
    authorities: settings.hideAuthority ? [] : [peer.entityId],
    // check: a-proof-of-unknown-age-opens-no-session
    once: at === undefined || now - seconds(at) >= sessionLimits[level].age,
    lasting: true,
  }
}
