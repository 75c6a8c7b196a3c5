import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { BrokerError } from '../../../domain/errors.js'
import type { AuditMac, AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { AuditEntity, type AuditRow } from '../entities/audit-entity.js'
import { causeOf } from '../faults.js'
import { inChunks } from './chunks.js'

/**
 * Writes entries with the change that they tell of: inside its transaction. Throws `BrokerError('unavailable')`
 * for any fault, which takes the change back: what cannot be logged does not happen (RULES: Operators 1).
 */
export async function writeAudit(rows: EntityManager, events: readonly AuditEvent[], stamp: AuditStamp): Promise<void> {
  const batch = stamp.newId()
  const entries = events.map((event, index) => auditRow(event, `${batch}.${String(index).padStart(6, '0')}`, stamp.mac))
  try {
    for (const chunk of inChunks(entries)) await rows.insert(AuditEntity, chunk)
  } catch (error) {
    throw cannotBeWritten(error)
  }
}

/** The entry as a row, with the MAC over all of it. */
export function auditRow(event: AuditEvent, id: string, mac: AuditMac): AuditRow {
  const entry = { ...event, id, before: jsonOf(event.before), after: jsonOf(event.after) }
  return { ...entry, mac: mac.make(auditText(entry)) }
}

/** Whether the row is as its writer wrote it; null for one from before entries had a MAC. */
export const auditRowHolds = ({ mac, ...entry }: AuditRow, macs: AuditMac): boolean | null =>
  mac === null ? null : macs.holds(auditText(entry), mac)

/**
 * What the MAC is made of: a JSON array (ECMA-262, JSON.stringify, no white space) of the name of this form and the
 * columns in their order, as they are stored. JSON quotes each, so that no text can be moved from one to the next. A
 * change of this form is a new name.
 */
const auditText = ({ id, at, actor, action, subject, before, after }: Omit<AuditRow, 'mac'>): string =>
  // check: the-mac-of-an-audit-entry-covers-every-field
  JSON.stringify(['servicekonto audit 1', id, new Date(at).toISOString(), actor, action, subject, before, after])

export const cannotBeWritten = (error: unknown): BrokerError =>
  new BrokerError('unavailable', 'the audit log cannot be written', { cause: causeOf(error) })

const jsonOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value))
