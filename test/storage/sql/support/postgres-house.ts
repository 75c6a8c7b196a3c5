import { openDatabase } from '../../../../src/storage/sql/data-source.js'
import type { Database } from '../../../../src/storage/sql/database.js'
import type { PostgresTarget } from '../../../../src/storage/sql/postgres-source.js'
import type { SqlHarness } from '../../../contracts/sql-harness.js'
import { freshDatabase } from '../../../support/shared-postgres.js'

/** A PostgreSQL database of its own, gone with `close`, which closes those that were opened too. */
export async function postgresPlace(state: 'migrated' | 'empty' = 'empty') {
  const { url, drop } = await freshDatabase(state)
  const opened: Database[] = []
  return {
    url,
    async open(options: Partial<PostgresTarget> = {}): Promise<Database> {
      const database = await openDatabase({ kind: 'postgres', url, ...options })
      opened.push(database)
      return database
    },
    async close(): Promise<void> {
      await Promise.all(opened.map((database) => database.close()))
      await drop()
    },
  }
}

/** A migrated PostgreSQL database, opened twice. */
export async function postgresHouse(): Promise<SqlHarness> {
  const place = await postgresPlace('migrated')
  return { database: await place.open(), other: await place.open(), close: () => place.close() }
}
