import type { AuditEvent } from '../audit-event.js'
import type { AccountId } from '../ids.js'

/** The append-only log. What cannot be logged does not happen: throws `BrokerError('unavailable')`. */
export interface AuditLog {
  /**
   * Appends an entry under an id of the caller's, once, and only if every account of `basis` is as it was read: looked
   * at in the same statement.
   */
  append(event: AuditEvent, id: string, basis?: Basis): Promise<Appended>
  /** Whether an entry has this id. */
  has(id: string): Promise<boolean>
}

/** The accounts that an entry rests on, each with the version in which it was read. */
export type Basis = ReadonlyMap<AccountId, number>

/**
 * `there`: the entry stands under its id, field for field, also if it did before. `another`: another entry has the id.
 * `stale`: an account of the basis has changed or is gone. Nothing is written but in the first case.
 */
export type Appended = 'there' | 'another' | 'stale'
