import { In } from 'typeorm'
import { z } from 'zod'
import type { EntityId } from '../../../domain/ids.js'
import type { LogoFault, LogoRecord } from '../../../domain/logo.js'
import type { LogoStore } from '../../../domain/ports/logo-store.js'
import type { Database } from '../database.js'
import { LogoEntity } from '../entities/logo-entity.js'
import { raiseRevision, readRevision } from './revisions.js'
import { checkedRow, entityIdShape, inChunks, storedTime } from './rows.js'

const FAULTS = [
  ...(['url', 'address', 'name', 'redirect', 'size', 'time', 'failed'] as const),
  ...(['status', 'data', 'type', 'moves', 'pixels'] as const),
] as const satisfies readonly LogoFault[]

const recordShape = z
  .object({
    entity_id: entityIdShape,
    source: z.string(),
    digest: z.string().nullable(),
    width: z.number(),
    height: z.number(),
    fault: z.enum(FAULTS).nullable(),
    failures: z.number(),
    at: storedTime,
    due_at: storedTime,
  })
  .transform(({ entity_id: service, due_at: dueAt, ...rest }): LogoRecord => ({ service, dueAt, ...rest }))

const imageShape = z.object({ type: z.enum(['image/png', 'image/jpeg', 'image/webp']), image: z.string() })

const COLUMNS = 'entity_id, source, digest, width, height, fault, failures, "at", due_at'
const ALL = { text: `SELECT ${COLUMNS} FROM service_logo ORDER BY entity_id`, values: [] }
const ONE = `SELECT ${COLUMNS} FROM service_logo WHERE entity_id = $1`
const IMAGE = 'SELECT type, image FROM service_logo WHERE digest = $1 LIMIT 1'

/** The pictures of services in SQL, each with what is known of it. */
export const createLogoStore = (database: Database): LogoStore => ({
  revision: () => database.read((rows) => readRevision(rows, 'logo')),
  all: async () => (await database.ask(ALL)).map(recordIn),
  find: async (service: EntityId) => {
    const [row] = await database.ask({ text: ONE, values: [service] })
    return row ? recordIn(row) : null
  },
  image: async (digest) => {
    const [row] = await database.ask({ text: IMAGE, values: [digest] })
    if (!row) return null
    const { type, image } = checkedRow(imageShape, row, `service_logo ${digest}`)
    return { type, bytes: Buffer.from(image, 'base64') }
  },
  keep: (record, image) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'logo')
      const { service: entityId, ...rest } = record
      const before = image ? null : await rows.findOneBy(LogoEntity, { entityId })
      const stays = record.digest !== null && before?.digest === record.digest ? before : null
      const picture = image
        ? { type: image.type as string, image: Buffer.from(image.bytes).toString('base64') }
        : { type: stays?.type ?? null, image: stays?.image ?? null }
      await rows.upsert(LogoEntity, { entityId, ...rest, ...picture }, ['entityId'])
    }),
  forget: (services) =>
    database.write(async (rows) => {
      await raiseRevision(rows, 'logo')
      for (const chunk of inChunks(services)) await rows.delete(LogoEntity, { entityId: In(chunk) })
    }),
})

const recordIn = (row: unknown): LogoRecord => checkedRow(recordShape, row, 'service_logo')
