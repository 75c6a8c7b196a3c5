import type Sqlite from 'better-sqlite3'
import type { EntitySchema, EntitySchemaColumnOptions } from 'typeorm'
import type { Account } from '../../src/domain/account.js'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import type { Service } from '../../src/domain/service.js'
import { accountRow, accountsOf, findWhere } from '../../src/storage/sql/stores/account-store.js'
import { ACCOUNT_METHOD, AccountEntity, AccountMethodEntity } from '../../src/storage/sql/entities/account-entities.js'
import { ServiceEntity } from '../../src/storage/sql/entities/service-entities.js'
import type { Row } from '../../src/storage/sql/database.js'

/** What stands in a world's database, read and written past the stores: as the test finds it, at once. */
export interface StoreView {
  /** Every entry since the world began, in order. */
  readonly audit: readonly AuditEvent[]
  /** The same entries, by the ids that they are stored under. */
  readonly entries: readonly { readonly id: string; readonly subject: string }[]
  /** Every account, by its id. */
  readonly accounts: ReadonlyMap<string, Account>
  /** Every service, by its entityID. */
  readonly services: ReadonlyMap<string, Service>
  /** The sectors that a login has used. */
  readonly sectors: ReadonlySet<string>
  /** The account stands there as it is given, whatever was there before; with that password hash, if there is one. */
  readonly has: (account: Account, passwordHash?: string) => Account
  /** The service stands there as it is given. */
  readonly registers: (service: Service) => Service
  /** The account is gone, and nobody was told. */
  readonly forget: (account: string) => void
  /** No account is there any more, and the audit is empty. */
  readonly clear: () => void
  /** What somebody does who may write to the database. */
  readonly tamper: (sql: string) => void
  /** How many rows a table has. */
  readonly count: (table: string) => number
}

export function createStoreView(connection: Sqlite.Database): StoreView {
  const rows = (text: string): Row[] => connection.prepare(text).all() as Row[]
  return {
    get audit() {
      return rows('SELECT * FROM audit_entries ORDER BY rowid').map(eventOf)
    },
    get entries() {
      return rows('SELECT id, subject FROM audit_entries ORDER BY rowid').map(({ id, subject }) => ({
        id: String(id),
        subject: String(subject),
      }))
    },
    get accounts() {
      return new Map(accountsOf(rows(findWhere('1 = 1'))).map((account) => [account.id, account]))
    },
    get services() {
      const found = rows('SELECT * FROM service_provider ORDER BY entity_id').map(serviceOf)
      return new Map(found.map((service) => [service.entityId, service]))
    },
    get sectors() {
      return new Set(rows('SELECT sector FROM sector_used').map(({ sector }) => String(sector)))
    },
    has(account, passwordHash) {
      connection.transaction(() => put(connection, account, passwordHash))()
      return account
    },
    registers(service) {
      upsert(connection, 'service_provider', 'entity_id', storedAs(ServiceEntity, { ...service }))
      return service
    },
    forget: (account) => void connection.prepare('DELETE FROM account WHERE id = ?').run(account),
    clear: () => void connection.exec('DELETE FROM account; DELETE FROM audit_entries'),
    tamper: (sql) => void connection.exec(sql),
    count: (table) => Number(connection.prepare(`SELECT count(*) AS count FROM ${table}`).pluck().get()),
  }
}

const eventOf = ({ at, actor, action, subject, before, after }: Row) =>
  ({
    at: Date.parse(String(at)),
    actor,
    action,
    subject,
    before: valueOf(before),
    after: valueOf(after),
  }) as AuditEvent

const serviceOf = ({ entity_id, tenant, active, metadata, settings, source, revision }: Row) =>
  ({
    entityId: entity_id,
    tenant,
    active: active === 1,
    metadata: valueOf(metadata),
    settings: valueOf(settings),
    source: valueOf(source),
    revision,
  }) as Service

const valueOf = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : null)

function put(connection: Sqlite.Database, account: Account, passwordHash?: string): void {
  upsert(connection, 'account', 'id', storedAs(AccountEntity, accountRow(account)))
  connection.prepare('DELETE FROM account_method WHERE account_id = ?').run(account.id)
  for (const method of account.methods) {
    const row = { ...ACCOUNT_METHOD.row(method), accountId: account.id }
    upsert(connection, 'account_method', null, storedAs(AccountMethodEntity, row))
  }
  if (passwordHash === undefined) return
  upsert(connection, 'password_credential', 'account_id', { account_id: account.id, hash: passwordHash })
}

/** By the names of its columns, each as SQLite has it. */
function storedAs<Row extends object>({ options }: EntitySchema<Row>, row: Row): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(row))
  const columns: [string, EntitySchemaColumnOptions | undefined][] = Object.entries(options.columns)
  return Object.fromEntries(
    columns.map(([property, column]) => [column?.name ?? property, storedValue(column, values.get(property))]),
  )
}

function storedValue(column: EntitySchemaColumnOptions | undefined, value: unknown): unknown {
  if (value == null) return null
  if (column?.type === 'simple-json') return JSON.stringify(value)
  if (typeof value === 'boolean') return Number(value)
  return [column?.transformer ?? []].flat().reduce<unknown>((stored, { to }) => to(stored), value)
}

function upsert(connection: Sqlite.Database, table: string, key: string | null, row: Record<string, unknown>): void {
  const names = Object.keys(row)
  const update = names.map((name) => `${name} = excluded.${name}`).join(', ')
  const conflict = key === null ? '' : ` ON CONFLICT (${key}) DO UPDATE SET ${update}`
  const marks = names.map(() => '?').join(', ')
  connection
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})${conflict}`)
    .run(...Object.values(row))
}
