import type { EntityManager } from 'typeorm'
import type { AuditEvent } from '../../../domain/audit-event.js'
import { BrokerError } from '../../../domain/error-catalogue.js'
import type { AuditMac, AuditStamp } from '../../../domain/ports/audit-stamp.js'
import { AuditEntity, type AuditRow } from '../entities/audit-entity.js'
import { causeOf } from '../faults.js'
import { inChunks } from './rows.js'
import type { Appended, AuditLog, Basis } from '../../../domain/ports/audit-log.js'
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
  append: (event, id, basis = NOTHING) =>
    appended(auditRow(event, id, stamp.mac), basis, {
      add: (statement) => database.add(statement),
      ask: (statement) => database.ask(statement),
    }),
  has: async (id) => (await database.ask(readingOf(id))).length > 0,
})

const NOTHING: Basis = new Map()

/** As `AuditLog.append`, inside a transaction. */
export const writeAuditOnce = (
  rows: EntityManager,
  event: AuditEvent,
  { id, basis = NOTHING }: { readonly id: string; readonly basis?: Basis },
  stamp: AuditStamp,
): Promise<Appended> => {
  const run = (statement: Statement): Promise<readonly Row[]> => runOn(rows, statement)
  return appended(auditRow(event, id, stamp.mac), basis, { add: run, ask: run })
}

async function appended(row: AuditRow, basis: Basis, database: Pick<Database, 'add' | 'ask'>): Promise<Appended> {
  try {
    if ((await database.add(insertionOf(row, basis))).length > 0) return 'there'
    const [found] = await database.ask(readingOf(row.id))
    if (!found) return 'stale'
    // The MAC covers every field, so equal MACs are equal entries.
    // check: an-entry-of-another-under-this-id-is-none-of-ours
    return found['mac'] === row.mac ? 'there' : 'another'
  } catch (error) {
    throw cannotBeWritten(error)
  }
}

/**
 * Returns a row where the entry was written by this statement; it may run twice, so it may have been there before. The
 * accounts that it rests on are looked at in the same statement, so that what was read of them may be kept in memory.
 */
function insertionOf({ id, at, actor, action, subject, before, after, mac }: AuditRow, basis: Basis): Statement {
  // check: an-entry-rests-on-accounts-as-they-are
  const asRead = [...basis].map((_, index) => `EXISTS (SELECT 1 FROM account WHERE ${isAsRead(COLUMNS + 2 * index)})`)
  const entry = [id, new Date(at).toISOString(), actor, action, subject, before, after, mac]
  return {
    text: `${INSERT} ${asRead.length > 0 ? `SELECT ${PLACES} WHERE ${asRead.join(' AND ')}` : `VALUES (${PLACES})`} ${ONCE}`,
    values: [...entry, ...[...basis].flat()],
  }
}

const isAsRead = (after: number): string => `id = $${after + 1} AND version = $${after + 2}`

const COLUMNS = 8
const PLACES = Array.from({ length: COLUMNS }, (_, index) => `$${index + 1}`).join(', ')
const INSERT = 'INSERT INTO audit_event (id, "at", actor, action, subject, "before", "after", mac)'
const ONCE = 'ON CONFLICT (id) DO NOTHING RETURNING id'

const readingOf = (id: string): Statement => ({ text: 'SELECT mac FROM audit_event WHERE id = $1', values: [id] })
