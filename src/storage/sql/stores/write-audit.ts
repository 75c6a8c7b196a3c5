import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { BrokerError } from '../../../domain/error-catalogue.js'
import type { AuditMac, AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { AuditEntity, type AuditRow } from '../entities/audit-entity.js'
import { causeOf } from '../faults.js'
import { inChunks } from './rows.js'
import type { AuditLog } from '../../../domain/ports/audit-log.js'
import { type Database, type Row, runOn, type Statement } from '../database.js'

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
function auditRow(event: AuditEvent, id: string, mac: AuditMac): AuditRow {
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

const cannotBeWritten = (error: unknown): BrokerError =>
  new BrokerError('unavailable', 'the audit log cannot be written', { cause: causeOf(error) })

const jsonOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value))

/** The append-only log in SQL, for what happens without a change to another table. */
export const createAuditLog = (database: Database, stamp: AuditStamp): AuditLog => ({
  append(event, id) {
    const row = auditRow(event, id, stamp.mac)
    return orUnavailable(async () => {
      if ((await database.add(insertionOf(row))).length > 0) return true
      return isSameEntry(await database.ask(readingOf(id)), row)
    })
  },
  has: async (id) => (await database.ask(readingOf(id))).length > 0,
})

/** As `AuditLog.append`, inside a transaction. */
export async function writeAuditOnce(
  rows: EntityManager,
  event: AuditEvent,
  id: string,
  stamp: AuditStamp,
): Promise<boolean> {
  const row = auditRow(event, id, stamp.mac)
  return orUnavailable(async () => {
    if ((await runOn(rows, insertionOf(row))).length > 0) return true
    return isSameEntry(await runOn(rows, readingOf(id)), row)
  })
}

const orUnavailable = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    throw cannotBeWritten(error)
  })

/** Returns a row where the entry was written by this statement; it may run twice, so it may have been there before. */
const INSERT = `
  INSERT INTO audit_event (id, "at", actor, action, subject, "before", "after", mac)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`

function insertionOf({ id, at, actor, action, subject, before, after, mac }: AuditRow): Statement {
  return { text: INSERT, values: [id, new Date(at).toISOString(), actor, action, subject, before, after, mac] }
}

const readingOf = (id: string): Statement => ({ text: 'SELECT mac FROM audit_event WHERE id = $1', values: [id] })

/** The MAC covers every field, so equal MACs are equal entries. */
const isSameEntry = (found: readonly Row[], { mac }: AuditRow): boolean =>
  // check: an-entry-of-another-under-this-id-is-none-of-ours
  found.length > 0 && found[0]?.['mac'] === mac
