import type { EntityManager, EntityMetadata } from 'typeorm'
import { OperatorError } from '../../domain/operator-error.js'
import { inChunks } from './stores/rows.js'

/** How far the copy of one table is. */
export interface TableProgress {
  readonly table: string
  readonly copied: number
  readonly total: number
}

/** Rows that are read in one go. */
const AT_ONCE = 5000

/** TypeORM's own list of the steps that were taken: the target has one. */
const OWN_TABLE = 'schema_migration'

/**
 * Copies every row of an SQLite store into PostgreSQL, column by column and byte for byte, parents before those that
 * refer to them. Both have this version's schema. Throws for a table that no entity stands for, since it would be left
 * behind, and `OperatorError('copy-value')` for a text that PostgreSQL cannot hold.
 */
export async function copyTables(
  from: EntityManager,
  to: EntityManager,
  tell: (progress: TableProgress) => void,
): Promise<readonly TableProgress[]> {
  const tables = tablesOf(to)
  // check: a-copy-leaves-no-table-behind
  await demandComplete(from, tables)
  const done: TableProgress[] = []
  for (const table of tables) {
    // What a fresh schema holds (the revisions) is what the source has in another state.
    await to.query(`DELETE FROM "${table.tableName}"`)
    done.push(await copyTable(table, from, to, tell))
  }
  return done
}

/** The tables in the order of the entities, in which none refers to a later one. */
export const tablesOf = ({ dataSource }: EntityManager): readonly EntityMetadata[] => dataSource.entityMetadatas

async function demandComplete(from: EntityManager, tables: readonly EntityMetadata[]): Promise<void> {
  const held: { name: string }[] = await from.query(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const known = new Set([OWN_TABLE, ...tables.map(({ tableName }) => tableName)])
  const left = held.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  if (left.length === 0) return
  throw new OperatorError(
    'copy-table',
    `The source has tables that this version does not know (${left.join(', ')}), and nothing is copied without them`,
  )
}

type Stored = Readonly<Record<string, unknown>>

async function copyTable(
  { tableName, columns }: EntityMetadata,
  from: EntityManager,
  to: EntityManager,
  tell: (progress: TableProgress) => void,
): Promise<TableProgress> {
  const total = await countOf(tableName, from)
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ')
  const next = `SELECT rowid AS "row_number", ${names} FROM "${tableName}" WHERE rowid > ? ORDER BY rowid LIMIT ${AT_ONCE}`
  let copied = 0
  for (let after: unknown = 0; ;) {
    const rows: Stored[] = await from.query(next, [after])
    for (const chunk of inChunks(rows)) await insert(tableName, columns, chunk, to)
    copied += rows.length
    if (rows.length > 0 || total === 0) tell({ table: tableName, copied, total })
    if (rows.length < AT_ONCE) break
    after = rows.at(-1)?.['row_number']
  }
  const arrived = await countOf(tableName, to)
  if (arrived !== total) throw new Error(`${arrived} of ${total} rows of ${tableName} arrived`)
  return { table: tableName, copied, total }
}

type Columns = EntityMetadata['columns']

async function insert(table: string, columns: Columns, rows: readonly Stored[], to: EntityManager): Promise<void> {
  const values = rows.flatMap((row) => columns.map((column) => valueOf(table, column, row[column.databaseName])))
  const places = rows.map(
    (_, row) => `(${columns.map((_column, at) => `$${row * columns.length + at + 1}`).join(', ')})`,
  )
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ')
  await to.query(`INSERT INTO "${table}" (${names}) VALUES ${places.join(', ')}`, values)
}

/** SQLite keeps flags as numbers. */
function valueOf(table: string, { type, databaseName }: Columns[number], value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new OperatorError('copy-value', `${table}.${databaseName} holds U+0000, which PostgreSQL does not store`)
  }
  return type === 'boolean' && value !== null ? value === 1 : value
}

export async function countOf(table: string, rows: EntityManager): Promise<number> {
  const [found]: { count: unknown }[] = await rows.query(`SELECT COUNT(*) AS "count" FROM "${table}"`)
  return Number(found?.count)
}
