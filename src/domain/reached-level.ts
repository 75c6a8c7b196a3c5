import { boundMethod, type Account } from './account.js'
import { isOf, type Evidence } from './evidence.js'
import { higherOf, lowerOf, type TrustLevel, levelsDownFrom } from './trust-level.js'
import { BrokerError } from './error-catalogue.js'

/**
 * The level that one piece of evidence counts for, at most the cap of its method's binding; null if it counts for
 * nothing: of another account, or by a method that is blocked or gone (RULES: Trust level of a login 4).
 */
function countedLevel(account: Account, piece: Evidence): TrustLevel | null {
  // check: a-blocked-method-proves-nothing
  const bound = boundMethod(account, piece)
  // check: a-proof-of-another-account-proves-nothing
  // check: a-binding-caps-its-method
  return bound && isOf(piece, account.id) ? lowerOf(piece.level, bound.cap) : null
}

/**
 * The level that evidence about an account reaches; null if no piece counts. A login that releases identity
 * reaches at most the level of the identity's proofing; one that releases none has the method's level
 * (RULES: Trust level of a login 3 and 4).
 */
export function reachedLevel(
  account: Account,
  evidence: readonly Evidence[],
  releasesIdentity: boolean,
): TrustLevel | null {
  const proved = evidence.reduce<TrustLevel | null>((top, piece) => {
    const counted = countedLevel(account, piece)
    return top && counted ? higherOf(top, counted) : (counted ?? top)
  }, null)
  if (!proved) return null
  // check: identity-is-at-most-as-good-as-its-proofing
  return releasesIdentity ? lowerOf(proved, account.proofing.level) : proved
}

/**
 * The evidence that counts for most here, the newest of equals: its time is the AuthnInstant, its method the one that
 * is named. Throws `login-moved-on` where none counts for this account.
 */
export function decisiveEvidence(account: Account, evidence: readonly Evidence[]): Evidence {
  const counting = levelsDownFrom('hoch')
    // check: a-proof-is-named-for-what-it-counts
    .map((level) => evidence.filter((piece) => countedLevel(account, piece) === level))
    .find(({ length }) => length > 0)
  const [first, ...rest] = counting ?? []
  if (!first) throw new BrokerError('login-moved-on')
  return rest.reduce((best, each) => (each.at > best.at ? each : best), first)
}
