import type { EntityManager, FindOptionsWhere } from 'typeorm'
import type { Account } from '../../../domain/account.js'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { OperatorError } from '../../../domain/operator-error.js'
import type { AccountStore } from '../../../domain/ports/account-store.js'
import type { Random } from '../../../domain/ports/random.js'
import { usernameKey } from '../../../domain/username.js'
import type { Database } from '../database.js'
import {
  AccountEntity,
  AccountMethodEntity,
  type AccountMethodRow,
  type AccountRow,
  PasswordCredentialEntity,
} from '../entities/account-entities.js'
import { violatesUnique } from '../faults.js'
import { accountShape } from './account-shape.js'
import { checkedRow } from './checked-row.js'
import { isStorable } from './storable.js'
import { writeAudit } from './write-audit.js'

/** Citizens' accounts in SQL. */
export function createAccountStore(database: Database, random: Random): AccountStore {
  return {
    find: (id) => database.read((rows) => accountWhere(rows, { id })),
    findByUsername: async (key) =>
      isStorable(key) ? database.read((rows) => accountWhere(rows, { usernameKey: key })) : null,
    findByKey: async (method, key) => {
      if (!isStorable(key)) return null
      return database.read(async (rows) => {
        const bound = await rows.findOneBy(AccountMethodEntity, { method, key })
        return bound && accountWhere(rows, { id: bound.accountId })
      })
    },
    findByIdentity: (identityKey) =>
      database.read(async (rows) => {
        const found = await rows.find(AccountEntity, { where: { identityKey }, order: { id: 'ASC' } })
        const accounts = await Promise.all(found.map(({ id }) => accountWhere(rows, { id })))
        return accounts.filter((account) => account !== null)
      }),
    create: (account, password, audit) =>
      database.write(async (rows) => {
        await insertAccount(rows, account)
        await insertMethods(rows, account)
        if (password) await rows.insert(PasswordCredentialEntity, { accountId: account.id, hash: password.hash })
        await writeAudit(rows, [audit], random)
      }),
    replace: (account, audit) => database.write((rows) => replaceAccount(rows, account, audit, random)),
  }
}

/** `AccountStore.replace` within a transaction that changes more than the account. */
export async function replaceAccount(
  rows: EntityManager,
  account: Account,
  audit: AuditEvent,
  random: Random,
): Promise<boolean> {
  const before = { id: account.id, version: account.version - 1 }
  const { affected } = await rows.update(AccountEntity, before, accountRow(account)).catch(takenUsername)
  if (affected !== 1) return false
  await rows.delete(AccountMethodEntity, { accountId: account.id })
  await insertMethods(rows, account)
  await writeAudit(rows, [audit], random)
  return true
}

async function accountWhere(rows: EntityManager, where: FindOptionsWhere<AccountRow>): Promise<Account | null> {
  const row = await rows.findOneBy(AccountEntity, where)
  if (!row) return null
  const methods = await rows.find(AccountMethodEntity, {
    where: { accountId: row.id },
    order: { boundAt: 'ASC', method: 'ASC', instance: 'ASC' },
  })
  return checkedRow(accountShape, { ...row, methods }, `account ${row.id}`)
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
