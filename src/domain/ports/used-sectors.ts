import type { AuditEvent } from '../audit-event.js'
import type { Appended, Basis } from './audit-log.js'

/**
 * Which sectors anybody has got a pseudonym in: those are frozen (RULES: Identity 3). It is known for ever, whatever
 * becomes of the audit log, of the accounts and of the services.
 */
export interface UsedSectors {
  /**
   * Appends the entry of an answer that gives a pseudonym of this sector, as `AuditLog.append`; with the first one it is
   * noted in the same transaction that the sector is used.
   */
  append(entry: AuditEvent, id: string, sector: string, basis?: Basis): Promise<Appended>
  isUsed(sector: string): Promise<boolean>
}
