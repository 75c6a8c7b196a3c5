import type { AuditEvent } from '../audit-event.js'
import type { AccountId, EntityId } from '../ids.js'

/** The append-only log. What cannot be logged does not happen: throws `BrokerError('unavailable')`. */
export interface AuditLog {
  /**
   * Appends an entry under an id of the caller's, once, and only if everything in `basis` is as it was read: looked at in
   * the same statement.
   */
  append(event: AuditEvent, id: string, basis?: Basis): Promise<Appended>
  /** Whether an entry has this id. */
  has(id: string): Promise<boolean>
}

/** What an entry rests on: accounts, each in the version in which it was read, and services in their revision. */
export interface Basis {
  readonly accounts: ReadonlyMap<AccountId, number>
  readonly services: ReadonlyMap<EntityId, number>
}

/**
 * `there`: the entry stands under its id, field for field, also if it did before. `another`: another entry has the id.
 * `stale`: something of the basis has changed or is gone. Nothing is written but in the first case.
 */
export type Appended = 'there' | 'another' | 'stale'
