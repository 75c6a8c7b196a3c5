import type { KeyObject } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config/config.js'
import { loadSecretKey } from './crypto/secret-key.js'
import type { KeyStore } from './domain/ports/key-store.js'
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
  const folder = dirname(config.database.path)
  if (!existsSync(folder)) {
    throw new OperatorError('database-open', `DATABASE_URL names ${config.database.path}, and there is no ${folder}`)
  }
  return openDatabase({ kind: 'sqlite', path: config.database.path, create: true })
}

/** `serve` brings SQLite to this version's schema at start; a schema of a later version is refused. */
export async function ensureSchema(database: Database): Promise<void> {
  if ((await schemaState(database)) !== 'current') await migrate(database)
}

/**
 * A command works on the schema that is there: a broker of an earlier version may be running on it. It makes one only
 * where there is none yet. Throws `OperatorError('schema-older')` or `('schema-newer')`.
 */
export async function requireSchema(database: Database): Promise<void> {
  switch (await schemaState(database)) {
    case 'current':
      return
    case 'older':
      throw new OperatorError(
        'schema-older',
        'The database has an earlier version’s schema; stop that broker, then run: servicekonto migrate',
      )
    case 'empty':
    case 'newer':
      await migrate(database)
  }
}

/** What `servicekonto migrate` does: the names of the steps taken. */
export async function migrateStore(config: Config): Promise<readonly string[]> {
  const database = await openConfiguredDatabase(config)
  try {
    return await migrate(database)
  } finally {
    await database.close()
  }
}

/**
 * The deployment's secret: given, or the file that is made at first start. Never made where the store already holds
 * keys: another one would open none of them, and change every pseudonym.
 */
export async function secretOf(config: Config, keys: KeyStore): Promise<KeyObject> {
  const file = join(config.dataDir, 'secret.key')
  const isFirstStart = (await keys.all()).length === 0
  if (config.secretKey === null && !isFirstStart && !existsSync(file)) {
    throw new OperatorError(
      'secret-key-missing',
      `${file} is missing, and the database holds keys that only it opens; put it back from the backup`,
    )
  }
  return loadSecretKey({ given: config.secretKey, file, mayCreate: isFirstStart })
}
