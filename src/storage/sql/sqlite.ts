import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataSource, type EntityManager } from 'typeorm'
import { errorCode } from '../../crypto/error-code.js'
import { type Duration, seconds } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { type Database, silentLogger, inSqlite, type Row, type Statement, createTurns } from './database.js'
import { ENTITIES } from './entities/entities.js'
import { driverError, isBusy, toBrokerError } from './faults.js'
import { MIGRATIONS } from './migrations/read-migrations.js'
import { openReader, type SqliteReader } from './sqlite-reader.js'

export interface SqliteTarget {
  /** The file. */
  readonly path: string
  /** Whether a missing file is made (mode 0600). */
  readonly create: boolean
  /** How long to wait for other processes; 30 s as shipped. */
  readonly patience?: Duration
  /** Whoever reads shares the connection of those who write, so that the file can be had by nobody else. */
  readonly oneConnection?: true
  /** The steps of the schema, for tests of `migrate`. */
  readonly migrations?: readonly (new () => object)[]
}

/** How long SQLite itself blocks this process for a lock, before the others here get their turn again. */
const BLOCKING_MS = 20
const PAUSE_MS = 10

/** Pages kept in memory, in KiB; the driver's 16 MB would only hold once more what the system keeps of the file. */
const CACHE = 'cache_size = -2048'

const PATIENCE = seconds(30)

/**
 * Opens an SQLite file, with one connection for those who write and one for those who read. TypeORM would let everything
 * that runs at the same time share a transaction: so work takes turns on each. Writers begin with BEGIN IMMEDIATE: a transaction that reads first and
 * takes the write lock later can fail with SQLITE_BUSY however long it waits. Throws OperatorError for a file that
 * is missing, cannot be opened or is no database.
 */
export async function openSqlite(target: SqliteTarget): Promise<Database> {
  const path = resolve(target.path)
  makeFile(path, target.create)
  const source = await openSource({ database: path, fileMustExist: true }, path, target)
  try {
    const reader = target.oneConnection ? null : openReader(source, path, [CACHE], BLOCKING_MS)
    return sqliteDatabase(source, target.patience, reader)
  } catch (error) {
    await source.destroy()
    throw unusable(path, error)
  }
}

/**
 * A database on a connection of better-sqlite3 that is open already, and is closed with it: one in memory, which a test
 * has filled and looks into.
 */
export const openSqliteOn = async (connection: object): Promise<Database> =>
  sqliteDatabase(await openSource({ database: ':memory:', driver: driverOf(connection) }, 'the database in memory', {}))

/** TypeORM makes its connection by this. */
const driverOf = (connection: object) =>
  function (): object {
    return connection
  }

async function openSource(
  where: { readonly database: string; readonly fileMustExist?: boolean; readonly driver?: unknown },
  name: string,
  { patience = PATIENCE, migrations = MIGRATIONS }: Pick<SqliteTarget, 'patience' | 'migrations'>,
): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    ...where,
    timeout: BLOCKING_MS,
    enableWAL: true,
    prepareDatabase: (connection: { pragma(text: string): unknown }): void => {
      // FULL and nothing less: what was logged and answered must survive a power cut.
      connection.pragma('synchronous = FULL')
      connection.pragma(CACHE)
    },
    entities: ENTITIES,
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    synchronize: false,
    logger: silentLogger,
  })
  await whileBusy(patience, () => source.initialize()).catch((error: unknown) => {
    throw unusable(name, error)
  })
  return source
}

/** `reader`: the connection of those who read; null: they share that of those who write, as a database in memory has one. */
function sqliteDatabase(
  source: DataSource,
  patience: Duration = PATIENCE,
  reader: SqliteReader | null = null,
): Database {
  const inTurn = createTurns()
  const [reading, readInTurn] = reader ? [reader.rows, createTurns()] : [source.manager, inTurn]

  const transaction = <T>(begin: string, work: (rows: EntityManager) => Promise<T>, rows = source.manager) =>
    committed(rows, () => whileBusy(patience, () => rows.query(begin)), work)
  // Without BEGIN a statement is a transaction of its own.
  const run = (rows: EntityManager, { text, values }: Statement): Promise<Row[]> =>
    whileBusy(patience, () => rows.query<Row[]>(inSqlite(text), [...values]))
  const guarded = <T>(work: () => Promise<T>, turns = inTurn): Promise<T> =>
    turns(work).catch((error: unknown) => {
      throw toBrokerError(error)
    })
  return {
    kind: 'sqlite',
    // A snapshot begins with the first read; waiting for a lock there (recovery after a crash) is rare: again from the
    // start.
    read: (work) => guarded(() => whileBusy(patience, () => transaction('BEGIN', work, reading)), readInTurn),
    write: (work) => guarded(() => transaction('BEGIN IMMEDIATE', work)),
    ask: (statement) => guarded(() => run(reading, statement), readInTurn),
    add: (statement) => guarded(() => run(source.manager, statement)),
    rebuild: (work) =>
      guarded(() =>
        withoutForeignKeys(source, () => transaction('BEGIN IMMEDIATE', (rows) => checked(source, () => work(rows)))),
      ),
    ping: () => guarded(async () => void (await reading.query('SELECT 1 FROM sqlite_master')), readInTurn),
    async close() {
      if (reader) await readInTurn(async () => reader.close())
      await inTurn(async () => (source.isInitialized ? source.destroy() : undefined))
    },
  }
}

async function committed<T>(
  rows: EntityManager,
  begin: () => Promise<unknown>,
  work: (rows: EntityManager) => Promise<T>,
): Promise<T> {
  await begin()
  try {
    const result = await work(rows)
    await rows.query('COMMIT')
    return result
  } catch (error) {
    // SQLite has rolled back by itself after some faults, a full disk for one; the first error is the one to tell.
    await rows.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/**
 * SQLite changes a table by building another and dropping the old one, and dropping it deletes the rows that refer
 * to it (ON DELETE CASCADE) while foreign keys are on. They can only be switched outside of a transaction.
 */
async function withoutForeignKeys<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  await source.query('PRAGMA foreign_keys = OFF')
  try {
    return await work()
  } finally {
    await source.query('PRAGMA foreign_keys = ON')
  }
}

async function checked<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  const result = await work()
  const dangling: unknown[] = await source.query('PRAGMA foreign_key_check')
  if (dangling.length > 0) throw new Error(`${dangling.length} rows refer to rows that are gone`)
  return result
}

/** Tries again while another process holds the lock; the event loop goes on meanwhile. */
async function whileBusy<T>(patience: Duration, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
    }
    await sleep(PAUSE_MS)
  }
}

/** SQLite gives its side files (`-wal`, `-shm`) the mode of the main one. */
function makeFile(path: string, create: boolean): void {
  try {
    if (create) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, create ? 'ax' : 'r+', 0o600))
    if (create) chmodSync(path, 0o600)
  } catch (error) {
    if (create && errorCode(error) === 'EEXIST') return
    throw new OperatorError('database-open', `The database ${path} cannot be opened (${errorCode(error)})`)
  }
}

const unusable = (name: string, error: unknown): OperatorError =>
  new OperatorError('database-open', `${name} is no SQLite database that can be used (${faultOf(error)})`)

const faultOf = (error: unknown): string => errorCode(driverError(error))
