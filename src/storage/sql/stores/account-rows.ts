import type { EntityManager } from 'typeorm'
import type { Account, BoundMethod } from '../../../domain/account.js'
import { OperatorError } from '../../../domain/operator-error.js'
import { usernameKey } from '../../../domain/username.js'
import {
  ACCOUNT,
  ACCOUNT_METHOD,
  AccountMethodEntity,
  type AccountMethodRow,
  type AccountRow,
} from '../entities/account-entities.js'
import { violatesUnique } from '../faults.js'
import type { Row } from '../database.js'
import { byText } from './rows.js'

/** One statement, a row for each method: every request of a login asks for its account. */
export const findWhere = (condition: string): string => `
  SELECT ${ACCOUNT.selected('a')}, ${ACCOUNT_METHOD.selected('m')}
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
  const methods = rows
    .filter(({ method }) => method !== null)
    .map((row) => ACCOUNT_METHOD.read(row, where))
    .sort(byBinding)
  return { ...ACCOUNT.read(rows[0], where), methods }
}

const byBinding = (one: BoundMethod, other: BoundMethod): number =>
  one.boundAt - other.boundAt || byText(one.method, other.method) || byText(one.instance, other.instance)

export async function insertMethods(rows: EntityManager, account: Account): Promise<void> {
  const methods = account.methods.map((method): AccountMethodRow => ({
    ...ACCOUNT_METHOD.row(method),
    accountId: account.id,
  }))
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

/** The row of an account; its methods have rows of their own. */
export const accountRow = (account: Account): AccountRow => ({
  ...ACCOUNT.row(account),
  usernameKey: account.username === null ? null : usernameKey(account.username),
})
