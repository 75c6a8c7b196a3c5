import type { KeyObject } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config/config.js'
import { loadSecretKey } from './crypto/secret-key.js'
import { OperatorError } from './domain/operator-error.js'
import { openDatabase } from './storage/sql/data-source.js'
import type { Database } from './storage/sql/database.js'
import { migrate, schemaState } from './storage/sql/migrate.js'

/** Opens the database that the config names. SQLite is made if it is missing. */
export function openConfiguredDatabase(config: Config): Promise<Database> {
  if (config.database.kind !== 'sqlite') {
    throw new OperatorError('database-kind', 'DATABASE_URL names a database that this version does not speak')
  }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  return openDatabase({ kind: 'sqlite', path: config.database.path, create: true })
}

/** SQLite is brought to this version's schema at start; a schema of a later version is refused. */
export async function ensureSchema(database: Database): Promise<void> {
  if ((await schemaState(database)) !== 'current') await migrate(database)
}

/** The deployment's secret: given, or the file that is made at first start. */
export const secretOf = (config: Config): KeyObject =>
  loadSecretKey({ given: config.secretKey, file: join(config.dataDir, 'secret.key'), mayCreate: true })
