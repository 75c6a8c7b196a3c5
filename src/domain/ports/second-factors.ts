import type { Account, ChangeAccount } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId } from '../ids.js'
import type { AccountEntry } from './account-store.js'
import type { SecondFactor } from '../second-factor.js'

/** Second factors of accounts' passwords, with the codes that stand in for a lost one. */
export interface SecondFactors {
  /** Those bound to the account's password and not blocked, and how many recovery codes are left. */
  find(account: AccountId): Promise<{ readonly factors: readonly SecondFactor[]; readonly codesLeft: number }>
  /**
   * Keeps a factor together with the change of its account that binds it and the audit entry, in one transaction as
   * `AccountStore.change`: null, and nothing is kept, if the account is gone or `change` gives null. `codes` (digests)
   * take the place of those there were, null keeps them.
   */
  bind(
    account: AccountId,
    change: ChangeAccount,
    kept: { readonly factor: SecondFactor; readonly codes: readonly string[] | null },
    entry: AccountEntry,
  ): Promise<Account | null>
  /** Forgets the factor together with a change of its account, as `bind`. With the last factor the codes go too. */
  unbind(account: AccountId, change: ChangeAccount, instance: string, entry: AccountEntry): Promise<Account | null>
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
