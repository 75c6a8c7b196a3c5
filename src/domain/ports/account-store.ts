import type { Account } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId } from '../ids.js'

/** A password credential that is created together with its account. `hash` is a PHC string. */
export interface NewPassword {
  readonly hash: string
}

/** Citizens' accounts. User names are unique by `usernameKey`. */
export interface AccountStore {
  find(id: AccountId): Promise<Account | null>
  /** By `usernameKey(name)`. */
  findByUsername(usernameKey: string): Promise<Account | null>
  /**
   * Creates the account, its password and the audit entry in one transaction.
   * Throws `OperatorError('username-taken')` if the user name is taken, also by a command that runs at the same time.
   */
  create(account: Account, password: NewPassword, audit: AuditEvent): Promise<void>
  /** Compare-and-set on `version`; the audit entry in the same transaction. False if the account changed or is gone. */
  replace(account: Account, audit: AuditEvent): Promise<boolean>
}
