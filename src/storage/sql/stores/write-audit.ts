import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { BrokerError } from '../../../domain/errors.js'
import type { Random } from '../../../domain/ports/random.js'
import { AuditEntity, type AuditRow } from '../entities/audit-entity.js'
import { causeOf } from '../faults.js'
import { inChunks } from './chunks.js'

/**
 * Writes entries with the change that they tell of: inside its transaction. Throws `BrokerError('unavailable')`
 * for any fault, which takes the change back: what cannot be logged does not happen (RULES: Operators 1).
 */
export async function writeAudit(rows: EntityManager, events: readonly AuditEvent[], random: Random): Promise<void> {
  const batch = random.id()
  const entries = events.map((event, index) => auditRow(event, `${batch}.${String(index).padStart(6, '0')}`))
  try {
    for (const chunk of inChunks(entries)) await rows.insert(AuditEntity, chunk)
  } catch (error) {
    throw cannotBeWritten(error)
  }
}

export const auditRow = (event: AuditEvent, id: string): AuditRow => ({
  ...event,
  id,
  before: jsonOf(event.before),
  after: jsonOf(event.after),
})

export const cannotBeWritten = (error: unknown): BrokerError =>
  new BrokerError('unavailable', 'the audit log cannot be written', { cause: causeOf(error) })

const jsonOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value))
