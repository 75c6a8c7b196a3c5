import Sqlite from 'better-sqlite3'
import type { DataSource, EntityManager } from 'typeorm'
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js'
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js'

/** A connection of its own for those who read. */
export interface SqliteReader {
  readonly rows: EntityManager
  close(): void
}

/** Asks this connection, and not the one that its driver writes by. */
class ReadingRunner extends BetterSqlite3QueryRunner {
  readonly #file: Sqlite.Database

  constructor(driver: BetterSqlite3Driver, file: Sqlite.Database) {
    super(driver)
    this.#file = file
  }

  override connect(): Promise<Sqlite.Database> {
    return Promise.resolve(this.#file)
  }
}

/**
 * A second connection to the file of this source, which is open. In WAL mode a reader waits for no writer: while thousands of
 * services are written, logins go on reading. It cannot write.
 */
export function openReader(
  source: DataSource,
  path: string,
  pragmas: readonly string[],
  timeout: number,
): SqliteReader {
  const { driver } = source
  if (!(driver instanceof BetterSqlite3Driver)) throw new TypeError('no driver of SQLite')
  // check: whoever-reads-sqlite-writes-nothing
  const connection = new Sqlite(path, { readonly: true, fileMustExist: true, timeout })
  for (const pragma of pragmas) connection.pragma(pragma)
  return {
    rows: source.createEntityManager(new ReadingRunner(driver, connection)),
    close: () => void connection.close(),
  }
}
