import type { Database } from './database.js'
import { openSqlite, type SqliteTarget } from './sqlite.js'

/** Which database, and where: DATABASE_URL as the configuration reads it. */
export type DatabaseTarget = { readonly kind: 'sqlite' } & SqliteTarget

/** Opens the database; its schema is looked at by `schemaState` and `migrate`. Throws OperatorError('database-open'). */
export function openDatabase(target: DatabaseTarget): Promise<Database> {
  return openSqlite(target)
}
