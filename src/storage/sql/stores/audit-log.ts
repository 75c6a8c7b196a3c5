import type { AuditEvent } from '../../../domain/audit-event.js'
import type { AuditLog } from '../../../domain/ports/audit-log.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { Database } from '../database.js'
import type { Statement } from '../statement.js'
import { auditRow, cannotBeWritten } from './write-audit.js'

/** The append-only log in SQL, for what happens without a change to another table. */
export const createAuditLog = (database: Database, stamp: AuditStamp): AuditLog => ({
  append: (event) =>
    database.add(insertionOf(event, stamp)).catch((error: unknown) => {
      throw cannotBeWritten(error)
    }),
})

/** An id is never used for two entries: one that is there already is this one, written a moment before. */
const INSERT = `
  INSERT INTO audit_event (id, "at", actor, action, subject, "before", "after", mac)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`

function insertionOf(event: AuditEvent, stamp: AuditStamp): Statement {
  const row = auditRow(event, `${stamp.newId()}.000000`, stamp.mac)
  const { id, at, actor, action, subject, before, after, mac } = row
  return { text: INSERT, values: [id, new Date(at).toISOString(), actor, action, subject, before, after, mac] }
}
