import type { Account } from '../account.js'
import type { AuditEvent } from '../audit-event.js'
import type { AccountId, MethodId } from '../ids.js'

/** A password credential that is created together with its account. `hash` is a PHC string. */
export interface NewPassword {
  readonly hash: string
}

/** Citizens' accounts. User names are unique by `usernameKey`. */
export interface AccountStore {
  find(id: AccountId): Promise<Account | null>
  /** By `usernameKey(name)`. */
  findByUsername(usernameKey: string): Promise<Account | null>
  /** The account that this method's key is bound to, blocked or not. */
  findByKey(method: MethodId, key: string): Promise<Account | null>
  /** Every account whose card told this minimum set (`Account.identityKey`). */
  findByIdentity(identityKey: string): Promise<readonly Account[]>
  /**
   * Creates the account, its password (null: it has none) and the audit entry in one transaction. Throws
   * `OperatorError('username-taken')` if the user name is taken, also by a command that runs at the same time, and
   * `OperatorError('method-bound')` if a key of its methods is another account's.
   */
  create(account: Account, password: NewPassword | null, audit: AuditEvent): Promise<void>
  /**
   * Compare-and-set on `version`; the audit entry in the same transaction. Null: the entry of this act is written
   * already, with the change that came before. False if the account changed or is gone; throws as `create`.
   */
  replace(account: Account, audit: AuditEvent | null): Promise<boolean>
}
