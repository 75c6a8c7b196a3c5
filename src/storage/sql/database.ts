import type { EntityManager } from 'typeorm'
import type { Row, Statement } from './statement.js'

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
   * One statement that adds rows and rests on no others, in a transaction of its own; committed when it resolves.
   * It may run twice where a connection breaks, so it must say what is to happen to a row that is there already. Throws
   * as `write` does.
   */
  add(statement: Statement): Promise<void>
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
