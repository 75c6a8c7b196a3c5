import { boundMethod, type Account } from './account.js'
import { isOf, type Evidence } from './evidence.js'
import { higherOf, lowerOf, type TrustLevel } from './trust-level.js'

/**
 * The level that evidence about an account reaches; null if no piece counts. Each piece counts at most
 * at the cap of its method's binding; a blocked or removed method does not count. A login that releases
 * identity reaches at most the level of the identity's proofing; one that releases none has the
 * method's level (RULES: Trust level of a login 3 and 4).
 */
export function reachedLevel(
  account: Account,
  evidence: readonly Evidence[],
  releasesIdentity: boolean,
): TrustLevel | null {
  const proved = evidence.reduce<TrustLevel | null>((top, piece) => {
    const bound = boundMethod(account, piece)
    if (!bound || !isOf(piece, account.id)) return top
    const counted = lowerOf(piece.level, bound.cap)
    return top ? higherOf(top, counted) : counted
  }, null)
  if (!proved) return null
  return releasesIdentity ? lowerOf(proved, account.proofing.level) : proved
}
