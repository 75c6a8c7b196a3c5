import type { AuditEvent } from '../audit-event.js'
import type { MethodSwitch } from '../method-switch.js'

/** The switches of methods, for every service and instance. Throws `BrokerError('unavailable')` like every store. */
export interface MethodSwitchStore {
  /** Those that were ever switched, by method. */
  all(): Promise<readonly MethodSwitch[]>
  /**
   * Keeps the switch with its audit entry, in one transaction. False, and nothing is written, where the method stands so
   * already.
   */
  set(next: MethodSwitch, audit: AuditEvent): Promise<boolean>
}
