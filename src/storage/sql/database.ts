import type { EntityManager, Logger } from 'typeorm'

/** One statement in SQL that both engines speak; its values are `$1`, `$2` …, each named once, in this order. */
export interface Statement {
  readonly text: string
  readonly values: readonly (string | number | null)[]
}

/** The statement as SQLite numbers its values. */
export const inSqlite = (text: string): string => text.replace(/\$\d+/g, '?')

/** The engine that a transaction is of. */
export const kindOf = ({ dataSource }: EntityManager): Database['kind'] =>
  dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite'

/** Runs a statement within a transaction; its rows come as with `Database.ask`. */
export const runOn = (rows: EntityManager, { text, values }: Statement): Promise<Row[]> =>
  rows.query(kindOf(rows) === 'postgres' ? text : inSqlite(text), [...values])

/** A row by the names of its columns, as the driver reads them; whoever takes it checks its shape. */
export type Row = Readonly<Record<string, unknown>>

/** A database of the broker, whichever it is. Stores use `read` and `write`, nothing else. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres'
  /**
   * Runs `work` on one consistent snapshot; what it reads is committed. Only with the manager it is given:
   * asking the database again from inside would wait for itself.
   */
  read<T>(work: (rows: EntityManager) => Promise<T>): Promise<T>
  /**
   * Runs `work` in one write transaction, as if after every other writer, also of other processes: it is committed
   * as a whole, or nothing is when `work` throws. On PostgreSQL it runs again from its start when another writer
   * came in between, so `work` changes rows and nothing else.
   *
   * Both throw `BrokerError('unavailable')` if the database does not answer (no connection, too slow, locked for 30 s,
   * disk full, closed); a write may then have been committed all the same, if the answer alone was lost. They throw
   * `BrokerError('internal')` for other faults of the database, and what `work` throws. No error carries values.
   */
  write<T>(work: (rows: EntityManager) => Promise<T>): Promise<T>
  /**
   * One statement that reads, as `read` would run it, at a third of the cost: for what every login asks. Its rows come
   * as the driver reads them: JSON and times as text, a flag of SQLite as a number. Throws as `read` does.
   */
  ask(statement: Statement): Promise<readonly Row[]>
  /**
   * One statement that adds rows and rests on no others, in a transaction of its own; committed when it resolves, with
   * what it returns. It may run twice where a connection breaks, so it must say what is to happen to a row that is there
   * already. Throws as `write` does.
   */
  add(statement: Statement): Promise<readonly Row[]>
  /**
   * Runs `work` in one transaction, after everybody else who does, allowed to change tables: on SQLite, which rebuilds
   * them, references are checked once, at its end. Takes its time.
   */
  rebuild<T>(work: (rows: EntityManager) => Promise<T>): Promise<T>
  /** Resolves if the database answers; else throws `BrokerError('unavailable')`. For readiness. */
  ping(): Promise<void>
  /** Waits for the work under way. */
  close(): Promise<void>
}

/** One after the other: `turns(work)` runs when all work before it has ended, whichever way. */
type Turns = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

const nothing = (): void => undefined

/**
 * TypeORM tells some faults to the console whatever it is told: values of rows would stand there. Errors say enough.
 */
export const silentLogger: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
}
