import type { Account } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import type { AccountId } from '../../../domain/ids.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'

/** Others that change an account at the same moment are few. */
const MOST_TURNS = 5

/**
 * Changes an account as it is now, again if somebody else changed it meanwhile. `change` gives null where there is
 * nothing to change; `audit` null: see `AccountStore.replace`. False if the account is gone, nothing was to be changed,
 * or others keep changing it.
 */
export async function changeAccount(
  id: AccountId,
  change: (account: Account) => Account | null,
  audit: AuditEvent | null,
  accounts: Pick<AccountStore, 'find' | 'replace'>,
): Promise<boolean> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const account = await accounts.find(id)
    const next = account && change(account)
    if (!account || !next) return false
    if (await accounts.replace({ ...next, version: account.version + 1 }, audit)) return true
  }
  return false
}
