import type { MigrationInterface, QueryRunner } from 'typeorm'
import { z } from 'zod'
import { tableColumn as column } from '../columns.js'
import { runOn } from '../database.js'

const ADDED = [column('word', 'sector', { nullable: true }), column('word', 'tenant', { nullable: true })]

const REMOVED = 'SELECT entity_id FROM service_removal'

/** What the log says of the last removal of a service. */
const TOLD = `SELECT "before" FROM audit_entries WHERE action = 'service.removed' AND subject = $1
  ORDER BY "at" DESC, id DESC LIMIT 1`

const KEEP = 'UPDATE service_removal SET sector = $1, tenant = $2 WHERE entity_id = $3'

const removedShape = z.array(z.object({ entity_id: z.string() }))
const toldShape = z.object({ tenant: z.string().nullish(), settings: z.object({ sector: z.string() }) })

/** Which sector a service had when it was removed, and whose it was: it comes back with them. */
export class SectorsOfRemovedServices1767225600018 implements MigrationInterface {
  readonly name = 'SectorsOfRemovedServices1767225600018'

  async up(runner: QueryRunner): Promise<void> {
    for (const added of ADDED) await runner.addColumn('service_removal', added.clone())
    for (const { entity_id: id } of removedShape.parse(await runner.query(REMOVED))) {
      const told = await lastTold(runner, id)
      if (told) await runOn(runner.manager, { text: KEEP, values: [told.settings.sector, told.tenant ?? null, id] })
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const added of ADDED) await runner.dropColumn('service_removal', added.name)
  }
}

/** Null where the log tells nothing of it any more. */
async function lastTold(runner: QueryRunner, id: string): Promise<z.infer<typeof toldShape> | null> {
  const [row] = await runOn(runner.manager, { text: TOLD, values: [id] })
  const read = toldShape.safeParse(parsed(row?.['before']))
  return read.success ? read.data : null
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null
  } catch {
    return null
  }
}
