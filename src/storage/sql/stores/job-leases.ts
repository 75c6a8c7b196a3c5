import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { JobLeases } from '../../../domain/ports/job-leases.js'
import type { Instant } from '../../../domain/instant.js'
import type { Database } from '../database.js'
import { JobLeaseEntity } from '../entities/job-lease-entity.js'
import { checkedRow } from './rows.js'

/** Leases in SQL. Of several that take one at once, one has it: they write as if one after the other. */
export const createJobLeases = (database: Database): JobLeases => ({
  take: (job, holder, lasts) =>
    database.write(async (rows) => {
      const held = await rows.findOneBy(JobLeaseEntity, { job })
      const now = await timeOf(database, rows)
      // check: a-job-of-the-cluster-is-done-by-one
      if (held && held.holder !== holder && held.heldUntil > now) return false
      await rows.upsert(JobLeaseEntity, { job, holder, heldUntil: now + lasts }, ['job'])
      return true
    }),
  release: (job, holder) =>
    database.write(async (rows) => {
      await rows.delete(JobLeaseEntity, { job, holder })
    }),
})

/** Of the database, so that clocks of machines that differ take nobody's job away. */
const NOW = {
  sqlite: "SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) AS now",
  postgres: 'SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now',
} as const

async function timeOf({ kind }: Database, rows: EntityManager): Promise<Instant> {
  const [row]: unknown[] = await rows.query(NOW[kind])
  return checkedRow(timeShape, row, 'the time').now
}

const timeShape = z.object({ now: z.coerce.number() })
