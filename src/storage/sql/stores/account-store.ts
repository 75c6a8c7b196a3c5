import type { Account } from '../../../domain/account.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { Database, Statement } from '../database.js'
import { AccountEntity, PasswordCredentialEntity } from '../entities/account-entities.js'
import { accountRow, accountsOf, findWhere, insertMethods, takenUsername, WHERE_ID } from './account-rows.js'
import { accountWithin, changeAccount } from './change-account.js'
import { isStorable } from './rows.js'
import { writeAudit } from './write-audit.js'

/** Citizens' accounts in SQL. */
export function createAccountStore(database: Database, stamp: AuditStamp): AccountStore {
  return {
    find: (id) => accountWhere(database, WHERE_ID, [id]),
    findByUsername: async (key) => (isStorable(key) ? accountWhere(database, BY_USERNAME, [key]) : null),
    findByKey: async (method, key) => (isStorable(key) ? accountWhere(database, BY_METHOD_KEY, [method, key]) : null),
    findByIdentity: (identityKey) => accountsWhere(database, BY_IDENTITY, [identityKey]),
    create: (account, password, audit) =>
      database.write(async (rows) => {
        await rows.insert(AccountEntity, accountRow(account)).catch(takenUsername)
        await insertMethods(rows, account)
        if (password) await rows.insert(PasswordCredentialEntity, { accountId: account.id, hash: password.hash })
        await writeAudit(rows, [audit], stamp)
      }),
    change: (id, change, entry) => database.write((rows) => changeAccount(rows, id, change, entry, stamp)),
    delete: (id, entry) =>
      database.write(async (rows) => {
        const account = await accountWithin(rows, id)
        if (!account) return false
        // Every table of what belongs to an account refers to it, and its rows go with it.
        await rows.delete(AccountEntity, { id })
        await writeAudit(rows, [entry(account)], stamp)
        return true
      }),
  }
}

const BY_USERNAME = findWhere('a.username_key = $1')
const BY_METHOD_KEY = findWhere('a.id = (SELECT account_id FROM account_method WHERE method = $1 AND method_key = $2)')
const BY_IDENTITY = findWhere('a.identity_key = $1')

async function accountWhere(database: Database, text: string, values: Statement['values']): Promise<Account | null> {
  const [account = null] = await accountsWhere(database, text, values)
  return account
}

const accountsWhere = async (database: Database, text: string, values: Statement['values']): Promise<Account[]> =>
  accountsOf(await database.ask({ text, values }))
