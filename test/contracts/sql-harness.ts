import { createSecretKey, randomBytes } from 'node:crypto'
import { createAuditMac } from '../../src/crypto/audit-mac.js'
import { createRandom } from '../../src/crypto/random.js'
import type { AuditStamp } from '../../src/domain/ports/audit-stamp.js'
import type { Database } from '../../src/storage/sql/database.js'
import { AuditEntity } from '../../src/storage/sql/entities/audit-entity.js'

/** A migrated, empty database under test. */
export interface SqlHarness {
  readonly database: Database
  /** A second connection to the same data, as another instance or a command has it. */
  readonly other: Database
  close(): Promise<void>
}

const auditKey = createSecretKey(randomBytes(32))

/** What stores under test stamp their entries with. */
export const STAMP: AuditStamp = { newId: createRandom().id, mac: createAuditMac({ key: () => auditKey }) }

export type MakeSql = () => Promise<SqlHarness>

/** An entry as it lies there, whatever wrote it. */
interface WrittenEntry {
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}

/** The audit log as written, in order. */
export const auditOf = (database: Database): Promise<readonly WrittenEntry[]> =>
  database.read(async (rows) => {
    const entries = await rows.find(AuditEntity, { order: { at: 'ASC', id: 'ASC' } })
    const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
    return entries.map(({ at, actor, action, subject, before, after }) => ({
      at,
      actor,
      action,
      subject,
      before: parsed(before),
      after: parsed(after),
    }))
  })

/** From here on nothing can be logged. */
export const breakAudit = (database: Database): Promise<void> =>
  database.write(async (rows) => {
    await rows.query('ALTER TABLE audit_entries RENAME TO audit_entries_gone')
  })
