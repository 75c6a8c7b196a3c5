import type { Database } from './database.js'
import { openPostgres } from './postgres.js'
import type { PostgresTarget } from './postgres-source.js'
import { openSqlite, type SqliteTarget } from './sqlite.js'

/** Which database, and where: DATABASE_URL as the configuration reads it. */
export type DatabaseTarget =
  ({ readonly kind: 'sqlite' } & SqliteTarget) | ({ readonly kind: 'postgres' } & PostgresTarget)

/**
 * Opens the database; its schema is looked at by `schemaState` and `migrate`. Throws OperatorError('database-open').
 */
export const openDatabase = (target: DatabaseTarget): Promise<Database> =>
  target.kind === 'sqlite' ? openSqlite(target) : openPostgres(target)
