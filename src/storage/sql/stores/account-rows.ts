import type { EntityManager } from 'typeorm'
import type { Account, BoundMethod } from '../../../domain/account.js'
import { OperatorError } from '../../../domain/operator-error.js'
import { usernameKey } from '../../../domain/username.js'
import { AccountMethodEntity, type AccountMethodRow, type AccountRow } from '../entities/account-entities.js'
import { violatesUnique } from '../faults.js'
import type { Row } from '../database.js'
import { accountRowShape, boundMethodRowShape } from './account-shape.js'
import { byText, checkedRow } from './rows.js'

/** One statement, a row for each method: every request of a login asks for its account. */
export const findWhere = (condition: string): string => `
  SELECT a.id, a.username, a.pseudonym_seed, a.proofing, a.identity, a.identity_key, a.created_at, a.version,
    m.method, m.instance, m.method_key, m.name, m.cap, m.bound_at, m.blocked
  FROM account a LEFT JOIN account_method m ON m.account_id = a.id
  WHERE ${condition}`

export const WHERE_ID = findWhere('a.id = $1')

/** The accounts that such rows tell of, by their ids. */
export function accountsOf(rows: readonly Row[]): Account[] {
  const ids = [...new Set(rows.map(({ id }) => String(id)))].sort(byText)
  return ids.map((id) => accountOf(rows.filter((row) => row['id'] === id)))
}

function accountOf(rows: readonly Row[]): Account {
  const where = `account ${String(rows[0]?.['id'])}`
  const { pseudonym_seed, identity_key, created_at, ...rest } = checkedRow(accountRowShape, rows[0], where)
  const methods = rows
    .filter(({ method }) => method !== null)
    .map((row) => boundMethodOf(row, where))
    .sort(byBinding)
  return { ...rest, pseudonymSeed: pseudonym_seed, identityKey: identity_key, methods, createdAt: created_at }
}

const byBinding = (one: BoundMethod, other: BoundMethod): number =>
  one.boundAt - other.boundAt || byText(one.method, other.method) || byText(one.instance, other.instance)

function boundMethodOf(row: Row, where: string): BoundMethod {
  const { method_key, bound_at, ...rest } = checkedRow(boundMethodRowShape, row, where)
  return { ...rest, key: method_key, boundAt: bound_at }
}

export async function insertMethods(rows: EntityManager, account: Account): Promise<void> {
  const methods = account.methods.map((method): AccountMethodRow => ({ ...method, accountId: account.id }))
  if (methods.length > 0) await rows.insert(AccountMethodEntity, methods).catch(boundElsewhere)
}

/** The unique index decides, so that two commands at once cannot both have the name. */
export function takenUsername(error: unknown): never {
  if (!violatesUnique(error, 'username_key')) throw error
  throw new OperatorError('username-taken', 'The user name is taken; choose another one')
}

/** Here too the unique index decides. */
function boundElsewhere(error: unknown): never {
  if (!violatesUnique(error, 'method_key')) throw error
  throw new OperatorError('method-bound', 'This card or account is bound to another Servicekonto already')
}

export const accountRow = (account: Account): AccountRow => ({
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
