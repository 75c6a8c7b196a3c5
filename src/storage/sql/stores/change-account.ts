import type { EntityManager } from 'typeorm'
import type { Account, ChangeAccount } from '../../../domain/account.js'
import type { AccountId } from '../../../domain/ids.js'
import type { AccountEntry } from '../../../domain/ports/account-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { AccountEntity, AccountMethodEntity } from '../entities/account-entities.js'
import { runOn } from '../database.js'
import { accountRow, accountsOf, insertMethods, takenUsername, WHERE_ID } from './account-rows.js'
import { writeAudit } from './write-audit.js'

/**
 * `AccountStore.change` within a transaction, which may change more that belongs to the account: its version rises with
 * all of it. Where `change` gives the account itself, nothing else of it is written.
 */
export async function changeAccount(
  rows: EntityManager,
  id: AccountId,
  change: ChangeAccount,
  entry: AccountEntry,
  stamp: AuditStamp,
): Promise<Account | null> {
  const before = await accountWithin(rows, id)
  const changed = before && change(before)
  if (!before || !changed) return null
  const next = { ...changed, id, version: before.version + 1 }
  await rows.update(AccountEntity, { id }, accountRow(next)).catch(takenUsername)
  if (changed.methods !== before.methods) {
    await rows.delete(AccountMethodEntity, { accountId: id })
    await insertMethods(rows, next)
  }
  await writeAudit(rows, [typeof entry === 'function' ? entry(next, before) : entry], stamp)
  return next
}

/** The account as a transaction sees it. */
export async function accountWithin(rows: EntityManager, id: AccountId): Promise<Account | null> {
  const [account = null] = accountsOf(await runOn(rows, { text: WHERE_ID, values: [id] }))
  return account
}

/**
 * Within a transaction that changes what belongs to an account: whoever has read the account finds that it is another by
 * now. False if it is gone.
 */
export async function raiseVersion(rows: EntityManager, id: AccountId): Promise<boolean> {
  const { affected } = await rows.increment(AccountEntity, { id }, 'version', 1)
  return affected === 1
}
