import type { DataSource, EntityManager } from 'typeorm'

/** A database of the broker, whichever it is. Stores use `read` and `write`, nothing else. */
export interface Database {
  readonly kind: 'sqlite'
  /**
   * Runs `work` on one consistent snapshot; what it reads is committed. Only with the manager it is given:
   * asking the database again from inside would wait for itself.
   */
  read<T>(work: (rows: EntityManager) => Promise<T>): Promise<T>
  /**
   * Runs `work` in one write transaction, after every other writer, also of other processes: it is committed
   * as a whole, or nothing is when `work` throws.
   *
   * Both throw `BrokerError('unavailable')` if the database does not answer (locked for 30 s, disk full, closed),
   * `BrokerError('internal')` for other faults of the database, and what `work` throws. No error carries values.
   */
  write<T>(work: (rows: EntityManager) => Promise<T>): Promise<T>
  /** Runs `work` as `write` does, allowed to rebuild tables: references are checked once, at its end. */
  rebuild<T>(work: (source: DataSource) => Promise<T>): Promise<T>
  /** Resolves if the database answers; else throws `BrokerError('unavailable')`. For readiness. */
  ping(): Promise<void>
  /** Waits for the work under way. */
  close(): Promise<void>
}
