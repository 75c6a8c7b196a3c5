import type { AuditLog } from '../../../domain/ports/audit-log.js'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { UsedSectors } from '../../../domain/ports/used-sectors.js'
import { type Database, runOn } from '../database.js'
import { writeAuditOnce } from './write-audit.js'

const NOTE = 'INSERT INTO sector_used (sector, first_used_at) VALUES ($1, $2) ON CONFLICT (sector) DO NOTHING'
const FIND = 'SELECT sector FROM sector_used WHERE sector = $1'

/** Used sectors in SQL. What is used stays so: each process notes a sector once, and no later answer waits for it. */
export function createUsedSectors(database: Database, audit: AuditLog, stamp: AuditStamp): UsedSectors {
  const noted = new Set<string>()
  return {
    async append(entry, id, sector, basis) {
      if (noted.has(sector)) return audit.append(entry, id, basis)
      const written = await database.write(async (rows) => {
        // check: a-sector-is-noted-with-its-first-answer
        await runOn(rows, { text: NOTE, values: [sector, new Date(entry.at).toISOString()] })
        return writeAuditOnce(rows, entry, { id, ...(basis && { basis }) }, stamp)
      })
      noted.add(sector)
      return written
    },
    isUsed: async (sector) => (await database.ask({ text: FIND, values: [sector] })).length > 0,
  }
}
