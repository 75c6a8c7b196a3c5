import type { Account } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId } from '../ids.js'
import type { SecondFactor } from '../second-factor.js'

/** Second factors of accounts' passwords, with the codes that stand in for a lost one. */
export interface SecondFactors {
  /** Those bound to the account's password and not blocked, and how many recovery codes are left. */
  find(account: AccountId): Promise<{ readonly factors: readonly SecondFactor[]; readonly codesLeft: number }>
  /**
   * Keeps the factor together with the account's next value, which holds its binding, and the audit entry; `codes`
   * (digests) take the place of those there were, null keeps them. One transaction, compare-and-set on the account's
   * version: false, and nothing is kept, if the account changed or is gone.
   */
  bind(account: Account, factor: SecondFactor, codes: readonly string[] | null, audit: AuditEvent): Promise<boolean>
  /** Forgets the factor together with the account's next value, as `bind`. With the last factor the codes go too. */
  unbind(account: Account, instance: string, audit: AuditEvent): Promise<boolean>
  /** Notes a use. Atomic: false if the counter is not above the one noted last, or the factor is gone. */
  noteUse(account: AccountId, instance: string, counter: number): Promise<boolean>
  /** Puts these digests in the place of the account's recovery codes, with the audit entry. */
  renewCodes(account: AccountId, codes: readonly string[], audit: AuditEvent): Promise<void>
  /**
   * Uses a code up, with the audit entry for how many are left. Atomic: null if the account has no such code (any
   * more).
   */
  spendCode(account: AccountId, code: string, audit: (left: number) => AuditEvent): Promise<number | null>
}
