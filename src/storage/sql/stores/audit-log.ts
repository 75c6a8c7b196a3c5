import type { AuditEvent } from '../../../domain/audit-event.js'
import type { AuditLog } from '../../../domain/ports/audit-log.js'
import type { Random } from '../../../domain/ports/random.js'
import type { Database } from '../database.js'
import type { Statement } from '../statement.js'
import { auditRow, cannotBeWritten } from './write-audit.js'

/** The append-only log in SQL, for what happens without a change to another table. */
export const createAuditLog = (database: Database, random: Random): AuditLog => ({
  append: (event) =>
    database.add(insertionOf(event, random)).catch((error: unknown) => {
      throw cannotBeWritten(error)
    }),
})

/** An id is never used for two entries: one that is there already is this one, written a moment before. */
const INSERT = `
  INSERT INTO audit_event (id, "at", actor, action, subject, "before", "after")
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`

function insertionOf(event: AuditEvent, random: Random): Statement {
  const { id, at, actor, action, subject, before, after } = auditRow(event, `${random.id()}.000000`)
  return { text: INSERT, values: [id, new Date(at).toISOString(), actor, action, subject, before, after] }
}
