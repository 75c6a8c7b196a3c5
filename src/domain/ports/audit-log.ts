import type { AuditEvent } from '../audit-event.js'

/** The append-only log. What cannot be logged does not happen: throws `BrokerError('unavailable')`. */
export interface AuditLog {
  /**
   * Appends an entry under an id of the caller's, once. True if it stands there now, also if it did before, field for
   * field; false, and nothing is written, if another one has this id.
   */
  append(event: AuditEvent, id: string): Promise<boolean>
  /** Whether an entry has this id. */
  has(id: string): Promise<boolean>
}
