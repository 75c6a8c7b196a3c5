import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../../../src/storage/sql/data-source.js'
import type { Database } from '../../../../src/storage/sql/database.js'
import { migrate } from '../../../../src/storage/sql/migrate.js'
import type { SqliteTarget } from '../../../../src/storage/sql/sqlite.js'
import type { SqlHarness } from '../../../contracts/sql-harness.js'

/** A folder of its own for databases, gone with `close`, which closes those that were opened too. */
export async function sqliteFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'servicekonto-sql-'))
  const path = join(folder, 'servicekonto.db')
  const opened: Database[] = []
  return {
    path,
    async open(options: Partial<SqliteTarget> = {}): Promise<Database> {
      const database = await openDatabase({ kind: 'sqlite', path, create: true, ...options })
      opened.push(database)
      return database
    },
    async close(): Promise<void> {
      await Promise.all(opened.map((database) => database.close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A migrated SQLite file with two connections to it. */
export async function sqliteHouse(): Promise<SqlHarness> {
  const folder = await sqliteFolder()
  const database = await folder.open()
  await migrate(database)
  return { database, other: await folder.open(), close: () => folder.close() }
}
