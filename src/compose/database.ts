import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Config } from '../config/config.js'
import { OperatorError } from '../domain/operator-error.js'
import { openDatabase } from '../storage/sql/data-source.js'
import type { Database } from '../storage/sql/database.js'
import { migrate, schemaState } from '../storage/sql/migrate.js'
import { closing } from './or-close.js'

/** Opens the database that the config names. A missing SQLite file is made. */
export function openConfiguredDatabase({ database, dataDir }: Config): Promise<Database> {
  if (database.kind === 'postgres') return openDatabase(database)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const folder = dirname(database.path)
  if (!existsSync(folder)) {
    throw new OperatorError('database-open', `DATABASE_URL names ${database.path}, and there is no ${folder}`)
  }
  return openDatabase({ kind: 'sqlite', path: database.path, create: true })
}

/**
 * Brings a SQLite database to this version's schema when `serve` starts, and refuses a schema of a later version. On
 * PostgreSQL, where other instances may be running, a command of its own does that: see `requireSchema`.
 */
export async function ensureSchema(database: Database): Promise<void> {
  if (database.kind === 'postgres') return requireSchema(database)
  if ((await schemaState(database)) !== 'current') await migrate(database)
}

/**
 * Lets a command work only on this version's schema, which it does not change, because a broker of an earlier version
 * may be running on it. On SQLite it makes the schema if there is none yet. Throws `OperatorError` `schema-missing`,
 * `schema-older` or `schema-newer`.
 */
export async function requireSchema(database: Database): Promise<void> {
  const state = await schemaState(database)
  if (state === 'current') return
  if (state === 'empty' && database.kind === 'sqlite') return void (await migrate(database))
  throw REFUSALS[state]()
}

const REFUSALS = {
  empty: () => new OperatorError('schema-missing', 'The database has no schema yet; run: servicekonto migrate'),
  older: () =>
    new OperatorError(
      'schema-older',
      'The database has an earlier version’s schema; stop that broker, then run: servicekonto migrate',
    ),
  newer: () =>
    new OperatorError(
      'schema-newer',
      'The database has a later version’s schema, and servicekonto migrate goes forward only; run that version',
    ),
}

/** Does what `servicekonto migrate` is for; returns the names of the steps taken. */
export const migrateStore = async (config: Config): Promise<readonly string[]> =>
  closing(await openConfiguredDatabase(config), migrate)
