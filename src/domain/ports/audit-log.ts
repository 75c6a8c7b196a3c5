import type { AuditEvent } from '../audit-event.js'

/** The append-only log. What cannot be logged does not happen: throws `BrokerError('unavailable')`. */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>
}
