import type { AccountId, MethodId } from './ids.js'
import type { AttributeOrigin, Identity } from './identity.js'
import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** How the identity of an account was established, when, and at which trust level. */
export interface Proofing {
  readonly level: TrustLevel
  readonly origin: AttributeOrigin
  readonly at: Instant
}

/**
 * A method bound to an account. It counts at most at `cap`, the level of the session in which it was
 * bound or last confirmed (RULES: Trust level of a login 4).
 */
export interface BoundMethod {
  readonly method: MethodId
  readonly cap: TrustLevel
  readonly boundAt: Instant
  readonly blocked: boolean
}

/** What the citizen keeps here. `pseudonymSeed` is the account's own secret; it never leaves the broker. */
export interface Account {
  readonly id: AccountId
  /** As chosen, in NFC. Compared by `usernameKey`. */
  readonly username: string
  readonly pseudonymSeed: string
  readonly proofing: Proofing
  readonly identity: Identity
  readonly methods: readonly BoundMethod[]
  readonly createdAt: Instant
  /** Rises by one with every change; stores compare it when they write. */
  readonly version: number
}

export const boundMethod = (account: Account, method: MethodId): BoundMethod | undefined =>
  account.methods.find((bound) => bound.method === method && !bound.blocked)

/** Given and family name as one line, whichever of them is known; the user name if neither is. */
export function displayName(account: Account): string {
  const parts = [account.identity.givenName?.value, account.identity.familyName?.value].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : account.username
}
