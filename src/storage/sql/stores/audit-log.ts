import type { AuditLog } from '../../../domain/ports/audit-log.js'
import type { Random } from '../../../domain/ports/random.js'
import type { Database } from '../database.js'
import { writeAudit } from './write-audit.js'

/** The append-only log in SQL, for what happens without a change to another table. */
export const createAuditLog = (database: Database, random: Random): AuditLog => ({
  append: (event) => database.write((rows) => writeAudit(rows, [event], random)),
})
