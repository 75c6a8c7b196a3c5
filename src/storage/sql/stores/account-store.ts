import type { EntityManager } from 'typeorm'
import type { Account, BoundMethod, ChangeAccount } from '../../../domain/account.js'
import type { EarlierPseudonym } from '../../../domain/earlier-pseudonym.js'
import { emailKey } from '../../../domain/email.js'
import { OperatorError } from '../../../domain/operator-error.js'
import { usernameKey } from '../../../domain/username.js'
import {
  ACCOUNT,
  ACCOUNT_METHOD,
  AccountMethodEntity,
  type AccountMethodRow,
  type AccountRow,
  AccountEntity,
  PasswordCredentialEntity,
} from '../entities/account-entities.js'
import { EARLIER_PSEUDONYM, earlierPseudonym } from '../entities/pseudonym-entities.js'
import { violatesUnique } from '../faults.js'
import { type Row, type Database, type Statement, runOn } from '../database.js'
import { byText, isStorable } from './rows.js'
import type { AccountStore, AccountEntry } from '../../../domain/ports/account-store.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { noteSessionsToEnd } from './sessions-to-end.js'
import { writeAudit } from './write-audit.js'
import type { AccountId } from '../../../domain/ids.js'

/**
 * One statement, a row for each method, and for each of them one for each sector with a pseudonym of an earlier IdP: every
 * request of a login asks for its account, and nothing is asked for beside it.
 */
export const findWhere = (condition: string): string => `
  SELECT ${ACCOUNT.selected('a')}, ${ACCOUNT_METHOD.selected('m')}, ${EARLIER_PSEUDONYM.selected('p')}
  FROM account a LEFT JOIN account_method m ON m.account_id = a.id
  LEFT JOIN earlier_pseudonym p ON p.account_id = a.id
  WHERE ${condition}`

const WHERE_ID = findWhere('a.id = $1')

/** The accounts that such rows tell of, by their ids. */
export function accountsOf(rows: readonly Row[]): Account[] {
  const ids = [...new Set(rows.map(({ id }) => String(id)))].sort(byText)
  return ids.map((id) => accountOf(rows.filter((row) => row['id'] === id)))
}

function accountOf(rows: readonly Row[]): Account {
  const where = `account ${String(rows[0]?.['id'])}`
  const [first] = rows
  const sector = first?.['earlier_sector']
  const methods = rows
    .filter(({ method, earlier_sector: each }) => method !== null && each === sector)
    .map((row) => ACCOUNT_METHOD.read(row, where))
    .sort(byBinding)
  return { ...ACCOUNT.read(first, where), methods, earlierPseudonyms: sector == null ? [] : earlierOf(rows, where) }
}

/** Each stands in the row of every method. */
function earlierOf(rows: readonly Row[], where: string): EarlierPseudonym[] {
  const bySector = new Map(rows.map((row) => [String(row['earlier_sector']), row]))
  return [...bySector.values()]
    .map((row) => earlierPseudonym(EARLIER_PSEUDONYM.read(row, where)))
    .sort((one, other) => byText(one.sector, other.sector))
}

const byBinding = (one: BoundMethod, other: BoundMethod): number =>
  one.boundAt - other.boundAt || byText(one.method, other.method) || byText(one.instance, other.instance)

async function insertMethods(rows: EntityManager, account: Account): Promise<void> {
  const methods = account.methods.map((method): AccountMethodRow => ({
    ...ACCOUNT_METHOD.row(method),
    accountId: account.id,
  }))
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

/** The row of an account; its methods have rows of their own. */
export const accountRow = (account: Account): AccountRow => ({
  ...ACCOUNT.row(account),
  usernameKey: account.username === null ? null : usernameKey(account.username),
  emailKey: account.identity.email?.value ? emailKey(account.identity.email.value) : null,
})

/** Citizens' accounts in SQL. */
export function createAccountStore(database: Database, stamp: AuditStamp): AccountStore {
  return {
    find: (id) => accountWhere(database, WHERE_ID, [id]),
    findByUsername: async (key) => (isStorable(key) ? accountWhere(database, BY_USERNAME, [key]) : null),
    findByKey: async (method, key) => (isStorable(key) ? accountWhere(database, BY_METHOD_KEY, [method, key]) : null),
    findByEmail: async (key) => (isStorable(key) ? accountsWhere(database, BY_EMAIL, [key]) : []),
    findByIdentity: (identityKey) => accountsWhere(database, BY_IDENTITY, [identityKey]),
    findByEarlierPseudonym: async (sector, value) =>
      isStorable(value) ? accountWhere(database, BY_EARLIER_PSEUDONYM, [sector, value]) : null,
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
        const deleted = entry(account)
        // check: the-end-of-sessions-is-noted-with-what-ends-them
        await noteSessionsToEnd(rows, { whose: 'account', subject: id, endedAt: deleted.at, why: deleted.action })
        await writeAudit(rows, [deleted], stamp)
        return true
      }),
  }
}

const BY_USERNAME = findWhere('a.username_key = $1')
const BY_METHOD_KEY = findWhere('a.id = (SELECT account_id FROM account_method WHERE method = $1 AND method_key = $2)')
const BY_EARLIER_PSEUDONYM = findWhere(
  'a.id = (SELECT account_id FROM earlier_pseudonym WHERE earlier_sector = $1 AND earlier_value = $2)',
)
const BY_EMAIL = findWhere('a.email_key = $1')
const BY_IDENTITY = findWhere('a.identity_key = $1')

async function accountWhere(database: Database, text: string, values: Statement['values']): Promise<Account | null> {
  const [account = null] = await accountsWhere(database, text, values)
  return account
}

const accountsWhere = async (database: Database, text: string, values: Statement['values']): Promise<Account[]> =>
  accountsOf(await database.ask({ text, values }))

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
  const audit = typeof entry === 'function' ? entry(next, before) : entry
  if (next.sessionsEndedAt !== null && next.sessionsEndedAt !== before.sessionsEndedAt) {
    const { sessionsEndedAt: endedAt } = next
    // check: the-end-of-sessions-of-an-account-is-noted-with-it
    await noteSessionsToEnd(rows, { whose: 'account', subject: id, endedAt, why: audit.action })
  }
  await writeAudit(rows, [audit], stamp)
  return next
}

/** The account as a transaction sees it. */
async function accountWithin(rows: EntityManager, id: AccountId): Promise<Account | null> {
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
