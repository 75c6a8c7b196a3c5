import { type EntityManager, In } from 'typeorm'
import { z } from 'zod'
import type { EntityId } from '../../../domain/ids.js'
import type { RemovedService } from '../../../domain/ports/service-store.js'
import type { Service } from '../../../domain/service.js'
import type { Database } from '../database.js'
import { ServiceEntity, ServiceRemovalEntity, type ServiceRow } from '../entities/service-entities.js'
import { placesOf, writeRows } from '../many-rows.js'
import { entityIdShape, inChunks, isStorable, tenantIdShape } from './rows.js'

/** Takes services away, and keeps what they come back with; `fromRow` reads what was there of them, which is given back. */
export async function removeServices(
  rows: EntityManager,
  ids: readonly EntityId[],
  revision: number,
  fromRow: (row: ServiceRow) => Service,
): Promise<readonly Service[]> {
  const there = (await rows.findBy(ServiceEntity, { entityId: In(ids) })).map(fromRow)
  await rows.delete(ServiceEntity, { entityId: In(ids) })
  const kept = there.map(({ entityId, tenant, settings: { sector } }) => ({ entityId, revision, sector, tenant }))
  if (kept.length > 0) await writeRows(rows, ServiceRemovalEntity, kept, { overwrite: true })
  const known = new Set(kept.map(({ entityId }) => entityId))
  // What is gone already keeps what it was removed with.
  const others = ids.filter((id) => !known.has(id)).map((entityId) => ({ entityId, revision }))
  if (others.length > 0) await rows.upsert(ServiceRemovalEntity, others, ['entityId'])
  return there
}

/**
 * What a removed service comes back with. Of some that were removed before this was kept nobody knows their sector or owner any
 * more: they would come back in that of their own name, which is theirs for ever, and belong to nobody.
 */
// check: a-removed-service-without-a-sector-is-not-forgotten
const SECTOR = 'COALESCE(removal.sector, removal.entity_id)'

/** Whether somebody has got a pseudonym in the sector: by an answer, or from an earlier IdP. */
const IN_USE = `(EXISTS (SELECT 1 FROM sector_used WHERE sector_used.sector = ${SECTOR})
  OR EXISTS (SELECT 1 FROM earlier_pseudonym WHERE earlier_sector = ${SECTOR}))`

const removedShape = z.object({ entity_id: entityIdShape, sector: z.string(), tenant: tenantIdShape.nullable() })

/** As `ServiceStore.removedInUse`. */
export async function removedInUse(database: Database, ids: readonly EntityId[]): Promise<readonly RemovedService[]> {
  const found: RemovedService[] = []
  for (const chunk of inChunks(ids.filter(isStorable))) {
    const text = `SELECT entity_id, ${SECTOR} AS sector, tenant FROM service_removal AS removal
      WHERE entity_id IN ${placesOf(chunk.length)} AND ${IN_USE} ORDER BY entity_id`
    for (const row of await database.ask({ text, values: chunk })) {
      const { entity_id: entityId, sector, tenant } = removedShape.parse(row)
      found.push({ entityId, sector, tenant })
    }
  }
  return found
}
