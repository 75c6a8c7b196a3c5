import type { EntityManager } from 'typeorm'
import type { Account, BoundMethod } from '../../../domain/account.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'
import type { Random } from '../../../domain/ports/random.js'
import { usernameKey } from '../../../domain/username.js'
import type { Database } from '../database.js'
import {
  AccountEntity,
  AccountMethodEntity,
  type AccountMethodRow,
  PasswordCredentialEntity,
} from '../entities/account-entities.js'
import { violatesUnique } from '../faults.js'
import type { Row } from '../statement.js'
import { accountRowShape, boundMethodRowShape } from './account-shape.js'
import { checkedRow } from './checked-row.js'
import { isStorable } from './storable.js'
import { writeAudit } from './write-audit.js'

/** Citizens' accounts in SQL. */
export function createAccountStore(database: Database, random: Random): AccountStore {
  return {
    find: (id) => accountWhere(database, 'id', id),
    findByUsername: async (key) => (isStorable(key) ? accountWhere(database, 'username_key', key) : null),
    create: (account, password, audit) =>
      database.write(async (rows) => {
        await insertAccount(rows, account)
        await insertMethods(rows, account)
        await rows.insert(PasswordCredentialEntity, { accountId: account.id, hash: password.hash })
        await writeAudit(rows, [audit], random)
      }),
    replace: (account, audit) =>
      database.write(async (rows) => {
        const before = { id: account.id, version: account.version - 1 }
        const { affected } = await rows.update(AccountEntity, before, accountRow(account)).catch(takenUsername)
        if (affected !== 1) return false
        await rows.delete(AccountMethodEntity, { accountId: account.id })
        await insertMethods(rows, account)
        await writeAudit(rows, [audit], random)
        return true
      }),
  }
}

const FIND = (column: string): string => `
  SELECT a.id, a.username, a.pseudonym_seed, a.proofing, a.identity, a.created_at, a.version,
    m.method, m.cap, m.bound_at, m.blocked
  FROM account a LEFT JOIN account_method m ON m.account_id = a.id
  WHERE a.${column} = $1 ORDER BY m.bound_at, m.method`

const BY = { id: FIND('id'), username_key: FIND('username_key') } as const

/** Every request of a login asks for its account: one statement, a row for each method. */
async function accountWhere(database: Database, column: keyof typeof BY, value: string): Promise<Account | null> {
  const rows = await database.ask({ text: BY[column], values: [value] })
  const [first] = rows
  if (!first) return null
  const where = `account ${String(first['id'])}`
  const { pseudonym_seed, created_at, ...account } = checkedRow(accountRowShape, first, where)
  const methods = rows.filter(({ method }) => method !== null).map((row) => boundMethodOf(row, where))
  return { ...account, pseudonymSeed: pseudonym_seed, methods, createdAt: created_at }
}

function boundMethodOf(row: Row, where: string): BoundMethod {
  const { method, cap, bound_at, blocked } = checkedRow(boundMethodRowShape, row, where)
  return { method, cap, boundAt: bound_at, blocked }
}

async function insertAccount(rows: EntityManager, account: Account): Promise<void> {
  await rows.insert(AccountEntity, accountRow(account)).catch(takenUsername)
}

async function insertMethods(rows: EntityManager, account: Account): Promise<void> {
  const methods = account.methods.map((method): AccountMethodRow => ({ ...method, accountId: account.id }))
  if (methods.length > 0) await rows.insert(AccountMethodEntity, methods)
}

/** The unique index decides, so that two commands at once cannot both have the name. */
function takenUsername(error: unknown): never {
  if (!violatesUnique(error, 'username_key')) throw error
  throw new OperatorError('username-taken', 'The user name is taken; choose another one')
}

const accountRow = (account: Account) => ({
  id: account.id,
  username: account.username,
  usernameKey: usernameKey(account.username),
  pseudonymSeed: account.pseudonymSeed,
  proofing: account.proofing,
  identity: account.identity,
  createdAt: account.createdAt,
  version: account.version,
})
