import type { AccountId, MethodId } from './ids.js'
import type { Instant } from './instant.js'
import type { TrustLevel } from './trust-level.js'

/** Whom a method proved. A method bound to an account names that account; a later card or upstream names itself. */
export interface EvidenceSubject {
  readonly kind: 'account'
  readonly account: AccountId
}

/** What a method proved: method, level by configuration, time, subject. Plain data: it is stored with login and session. */
export interface Evidence {
  readonly method: MethodId
  readonly level: TrustLevel
  readonly at: Instant
  readonly subject: EvidenceSubject
}
