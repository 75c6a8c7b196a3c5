import { seconds } from '../../src/domain/instant.js'
import type { ChainEnd } from '../../src/domain/audit-chain.js'
import { forgetEntries } from '../../src/operators/audit/forget-entries.js'
import { sealEntries } from '../../src/operators/audit/seal-entries.js'
import { verifyLog, type Verified } from '../../src/operators/audit/verify-log.js'
import type { Database } from '../../src/storage/sql/database.js'
import {
  AuditEntity,
  AuditMarkEntity,
  type AuditMarkRow,
  type AuditRow,
} from '../../src/storage/sql/entities/audit-entity.js'
import { createAuditChain } from '../../src/storage/sql/stores/audit-chain.js'
import { createAuditLog } from '../../src/storage/sql/stores/write-audit.js'
import { movableClock } from '../support/movable-clock.js'
import { sampleAudit } from './samples.js'
import { STAMP, type SqlHarness } from './sql-harness.js'

/** An audit log with all that is done to it: by the broker, and by somebody with rights on the database and no key. */
export function auditChainHouse({ database, other }: SqlHarness) {
  const clock = movableClock()
  const log = createAuditLog(database, STAMP)
  const depsOn = (on: Database) => ({ chain: createAuditChain(on), mac: STAMP.mac, clock })
  const deps = depsOn(database)
  let written = 0
  return {
    clock,
    deps,
    /** As another instance has it. */
    elsewhere: depsOn(other),
    async write(count: number): Promise<void> {
      const appended = Array.from({ length: count }, () => {
        written += 1
        const at = clock.now() + written
        const id = `answer${String(written).padStart(5, '0')}.000000`
        return log.append(sampleAudit('login.aborted', { at, subject: `login${written}` }), id)
      })
      await Promise.all(appended)
    },
    seal: () => sealEntries(deps),
    forget: (keep: number) => forgetEntries(deps, keep),
    /** As the command does; nothing happens while it waits for a second look, unless `meanwhile` says what. */
    verify: (heads: readonly ChainEnd[] = [], meanwhile: () => Promise<unknown> = async () => {}): Promise<Verified> =>
      verifyLog({ ...deps, pause: async () => void (await meanwhile()) }, heads),
    /** What the database takes from whoever may write to it. */
    sql: (...texts: readonly string[]) =>
      database.write(async (rows) => {
        for (const text of texts) await rows.query(text)
      }),
    head: () => database.read((rows) => rows.findOneByOrFail(AuditMarkEntity, { name: 'head' })),
    putMark: (mark: AuditMarkRow) =>
      database.write(async (rows) => {
        await rows.upsert(AuditMarkEntity, mark, ['name'])
      }),
    put: (row: AuditRow) =>
      database.write(async (rows) => {
        await rows.insert(AuditEntity, row)
      }),
    rows: () => database.read((rows) => rows.find(AuditEntity, { order: { seq: 'ASC' } })),
    later: () => void clock.pass(seconds(60)),
  }
}

export type AuditChainHouse = ReturnType<typeof auditChainHouse>
