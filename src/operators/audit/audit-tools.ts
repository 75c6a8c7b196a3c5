import type { AuditEvent } from '../../domain/audit-event.js'
import type { AuditChain } from '../../domain/ports/audit-chain.js'
import type { AuditMac } from '../../domain/ports/audit-stamp.js'

/** The audit log as operators have it. */
export interface AuditTools {
  readonly chain: AuditChain
  /** Opens the key set. Throws `OperatorError` for a secret that does not open it. */
  readonly mac: () => Promise<AuditMac>
  /** Appends an entry; resolves with its id. Throws `BrokerError('unavailable')`. */
  append(event: AuditEvent): Promise<string>
}
