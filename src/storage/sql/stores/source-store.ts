import { LessThanOrEqual, type EntityManager } from 'typeorm'
import { z } from 'zod'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { SourceStore } from '../../../domain/ports/source-store.js'
import { sourceId } from '../../../domain/ids.js'
import type { Source, SourceState } from '../../../domain/source.js'
import { type Database, runOn } from '../database.js'
import { SourceEntity, type SourceRow } from '../entities/source-entity.js'
import { byText, checkedRow, entityIdShape, instant, tenantIdShape } from './rows.js'
import { sourceVersion } from './source-changes.js'
import { writeAudit } from './write-audit.js'

/** The sources of metadata in SQL. */
export const createSourceStore = (database: Database, stamp: AuditStamp): SourceStore => ({
  all: () => database.read(async (rows) => (await rows.find(SourceEntity)).map(sourceOf).sort(byId)),
  find: (id) =>
    database.read(async (rows) => {
      const row = await rows.findOneBy(SourceEntity, { id })
      return row && sourceOf(row)
    }),
  due: (now) =>
    database.read(async (rows) =>
      (await rows.find(SourceEntity, { where: { dueAt: LessThanOrEqual(now) }, order: { dueAt: 'ASC' } })).map(
        sourceOf,
      ),
    ),
  remove: ({ id, version }, audit) =>
    database.write(async (rows) => {
      // check: a-source-goes-as-it-was-read
      const { affected } = await rows.delete(SourceEntity, { id, version })
      if (affected) await writeAudit(rows, audit, stamp)
      return affected === 1
    }),
  note: ({ id, version, state, fetchedAt, dueAt }) =>
    database.write(async (rows) => {
      // check: a-fetch-is-noted-at-the-source-that-was-read
      if ((await sourceVersion(rows, id)) !== version) return false
      await rows.update(SourceEntity, { id }, { state, fetchedAt, dueAt, version: version + 1 })
      return true
    }),
  hasten: (id, { now, since }) => database.write((rows) => hasten(rows, id, timeText(now), timeText(since))),
})

async function hasten(rows: EntityManager, id: string, now: string, since: string): Promise<void> {
  const text = `UPDATE metadata_source SET due_at = $1 WHERE id = $2 AND due_at > $3 AND ${NOT_FETCHED}`
  await runOn(rows, { text, values: [now, id, now, since] })
}

// check: a-source-is-not-fetched-again-at-once
const NOT_FETCHED = '(fetched_at IS NULL OR fetched_at <= $4)'

/** As `columns.ts` writes a time. */
const timeText = (at: number): string => new Date(at).toISOString()

const byId = (one: Source, other: Source): number => byText(one.id, other.id)

const refusedShape = z.object({ entityId: z.string(), rule: z.string(), message: z.string() })

const stateShape: z.ZodType<SourceState> = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  document: z.string().nullable(),
  cacheFor: z.number().nullable(),
  validUntil: instant.nullable(),
  succeededAt: instant.nullable(),
  failures: z.number(),
  trouble: z
    .object({
      rule: z.string(),
      message: z.string(),
      since: instant,
      leaving: z.object({ gone: z.number(), of: z.number() }).nullable(),
    })
    .nullable(),
  refused: z.array(refusedShape),
})

const sourceShape: z.ZodType<Source> = z.object({
  id: z.string().transform(sourceId),
  feeds: z.enum(['services', 'service']),
  url: z.string(),
  entityId: entityIdShape.nullable(),
  tenant: tenantIdShape.nullable(),
  signer: z.string().nullable(),
  settings: z.record(z.string(), z.string()),
  state: stateShape,
  fetchedAt: instant.nullable(),
  dueAt: instant,
  version: z.number(),
})

const sourceOf = (row: SourceRow): Source => checkedRow(sourceShape, row, `metadata_source ${row.id}`)
