import type { Account } from '../account.js'
import type { AccountId, EntityId } from '../ids.js'
import type { RememberedConsent } from '../release.js'
import type { Basis } from './audit-log.js'

/**
 * Accounts and remembered releases as this process last read them. They may have changed since: whatever is decided from
 * them counts only once its audit entry was written on their basis (`AuditLog.append`).
 */
export interface AccountRecall {
  /** For one request. Throws `BrokerError('unavailable')`, from what it gives, if the store has to be asked and does not answer. */
  begin(): Recalled
}

export interface Recalled {
  account(id: AccountId): Promise<Account | null>
  consent(id: AccountId, service: EntityId): Promise<RememberedConsent | null>
  /** The accounts that were read so far, each with its version. */
  basis(): Basis['accounts']
  /** They turned out to be old: the next request reads them anew. */
  forget(): void
}
