import type { EntityManager } from 'typeorm'
import type { Account, BoundMethod } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { usernameKey } from '../../../domain/username.js'
import type { Database } from '../database.js'
import {
  AccountEntity,
  AccountMethodEntity,
  type AccountMethodRow,
  PasswordCredentialEntity,
} from '../entities/account-entities.js'
import { violatesUnique } from '../faults.js'
import type { Row, Statement } from '../statement.js'
import { accountRowShape, boundMethodRowShape } from './account-shape.js'
import { checkedRow } from './checked-row.js'
import { isStorable } from './storable.js'
import { writeAudit } from './write-audit.js'

/** Citizens' accounts in SQL. */
export function createAccountStore(database: Database, stamp: AuditStamp): AccountStore {
  return {
    find: (id) => accountWhere(database, BY_ID, [id]),
    findByUsername: async (key) => (isStorable(key) ? accountWhere(database, BY_USERNAME, [key]) : null),
    findByKey: async (method, key) => (isStorable(key) ? accountWhere(database, BY_METHOD_KEY, [method, key]) : null),
    findByIdentity: (identityKey) => accountsWhere(database, BY_IDENTITY, [identityKey]),
    create: (account, password, audit) =>
      database.write(async (rows) => {
        await insertAccount(rows, account)
        await insertMethods(rows, account)
        if (password) await rows.insert(PasswordCredentialEntity, { accountId: account.id, hash: password.hash })
        await writeAudit(rows, [audit], stamp)
      }),
    replace: (account, audit) => database.write((rows) => replaceAccount(rows, account, audit, stamp)),
  }
}

/** `AccountStore.replace` within a transaction that changes more than the account. */
export async function replaceAccount(
  rows: EntityManager,
  account: Account,
  audit: AuditEvent | null,
  stamp: AuditStamp,
): Promise<boolean> {
  const before = { id: account.id, version: account.version - 1 }
  const { affected } = await rows.update(AccountEntity, before, accountRow(account)).catch(takenUsername)
  if (affected !== 1) return false
  await rows.delete(AccountMethodEntity, { accountId: account.id })
  await insertMethods(rows, account)
  if (audit) await writeAudit(rows, [audit], stamp)
  return true
}

/** One statement, a row for each method: every request of a login asks for its account. */
const findWhere = (condition: string): string => `
  SELECT a.id, a.username, a.pseudonym_seed, a.proofing, a.identity, a.identity_key, a.created_at, a.version,
    m.method, m.instance, m.method_key, m.name, m.cap, m.bound_at, m.blocked
  FROM account a LEFT JOIN account_method m ON m.account_id = a.id
  WHERE ${condition} ORDER BY a.id, m.bound_at, m.method, m.instance`

const BY_ID = findWhere('a.id = $1')
const BY_USERNAME = findWhere('a.username_key = $1')
const BY_METHOD_KEY = findWhere('a.id = (SELECT account_id FROM account_method WHERE method = $1 AND method_key = $2)')
const BY_IDENTITY = findWhere('a.identity_key = $1')

async function accountWhere(database: Database, text: string, values: Statement['values']): Promise<Account | null> {
  const [account = null] = await accountsWhere(database, text, values)
  return account
}

async function accountsWhere(database: Database, text: string, values: Statement['values']): Promise<Account[]> {
  const rows = await database.ask({ text, values })
  const ids = [...new Set(rows.map(({ id }) => id))]
  return ids.map((id) => accountOf(rows.filter((row) => row['id'] === id)))
}

function accountOf(rows: readonly Row[]): Account {
  const where = `account ${String(rows[0]?.['id'])}`
  const { pseudonym_seed, identity_key, created_at, ...rest } = checkedRow(accountRowShape, rows[0], where)
  const methods = rows.filter(({ method }) => method !== null).map((row) => boundMethodOf(row, where))
  return { ...rest, pseudonymSeed: pseudonym_seed, identityKey: identity_key, methods, createdAt: created_at }
}

function boundMethodOf(row: Row, where: string): BoundMethod {
  const { method_key, bound_at, ...rest } = checkedRow(boundMethodRowShape, row, where)
  return { ...rest, key: method_key, boundAt: bound_at }
}

async function insertAccount(rows: EntityManager, account: Account): Promise<void> {
  await rows.insert(AccountEntity, accountRow(account)).catch(takenUsername)
}

async function insertMethods(rows: EntityManager, account: Account): Promise<void> {
  const methods = account.methods.map((method): AccountMethodRow => ({ ...method, accountId: account.id }))
  if (methods.length > 0) await rows.insert(AccountMethodEntity, methods).catch(boundElsewhere)
}

/** The unique index decides, so that two commands at once cannot both have the name. */
function takenUsername(error: unknown): never {
  if (!violatesUnique(error, 'username_key')) throw error
  throw new OperatorError('username-taken', 'The user name is taken; choose another one')
}

/** Here too the unique index decides. */
function boundElsewhere(error: unknown): never {
  if (!violatesUnique(error, 'method_key')) throw error
  throw new OperatorError('method-bound', 'This card or account is bound to another Servicekonto already')
}

const accountRow = (account: Account) => ({
  id: account.id,
  username: account.username,
  usernameKey: account.username === null ? null : usernameKey(account.username),
  pseudonymSeed: account.pseudonymSeed,
  proofing: account.proofing,
  identity: account.identity,
  identityKey: account.identityKey,
  createdAt: account.createdAt,
  version: account.version,
})
