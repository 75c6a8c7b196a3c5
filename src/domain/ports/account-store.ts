import type { Account, ChangeAccount } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId, MethodId } from '../ids.js'

/** A password credential that is created together with its account. `hash` is a PHC string. */
export interface NewPassword {
  readonly hash: string
}

/** The audit entry of a change, or what makes it of the account after and before. */
export type AccountEntry = AuditEvent | ((after: Account, before: Account) => AuditEvent)

/** Citizens' accounts. User names are unique by `usernameKey`. */
export interface AccountStore {
  find(id: AccountId): Promise<Account | null>
  /** By `usernameKey(name)`. */
  findByUsername(usernameKey: string): Promise<Account | null>
  /** The account that this method's key is bound to, blocked or not. */
  findByKey(method: MethodId, key: string): Promise<Account | null>
  /** Every account with this e-mail address, by `emailKey(address)`. */
  findByEmail(emailKey: string): Promise<readonly Account[]>
  /** Every account whose card told this minimum set (`Account.identityKey`). */
  findByIdentity(identityKey: string): Promise<readonly Account[]>
  /** The account that an earlier IdP called this in this sector (`EarlierPseudonym`), character by character. */
  findByEarlierPseudonym(sector: string, value: string): Promise<Account | null>
  /**
   * Creates the account, its password (null: it has none) and the audit entry in one transaction. Throws
   * `OperatorError('username-taken')` if the user name is taken, also by a command that runs at the same time, and
   * `OperatorError('method-bound')` if a key of its methods is another account's.
   */
  create(account: Account, password: NewPassword | null, audit: AuditEvent): Promise<void>
  /**
   * Changes the account as it is now, with the audit entry, in one transaction: `change` and `entry` are asked again
   * where others come in between, and change nothing else. Returns the account as it is from then on; null, and nothing
   * is changed, if it is gone or `change` gives null. Throws as `create`.
   */
  change(id: AccountId, change: ChangeAccount, entry: AccountEntry): Promise<Account | null>
  /**
   * Deletes the account with everything that belongs to it, and writes the entry that is made of it, in one transaction.
   * False if it is gone already.
   */
  delete(id: AccountId, entry: (account: Account) => AuditEvent): Promise<boolean>
}
