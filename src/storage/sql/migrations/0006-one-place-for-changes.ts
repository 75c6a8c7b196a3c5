import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { z } from 'zod'
import { tableColumn as column } from '../columns.js'
import { runOn } from '../database.js'

const SECTOR_USED = new Table({
  name: 'sector_used',
  columns: [column('word', 'sector', { primary: true }), column('time', 'first_used_at')],
})

/** Entries that are read in one go. */
const AT_ONCE = 5000

const NOTE = 'INSERT INTO sector_used (sector, first_used_at) VALUES ($1, $2)'
const CONSENTS = 'SELECT entity_id, MIN(remembered_at) AS at FROM consent GROUP BY entity_id'
const SERVICES = 'SELECT entity_id, settings FROM service_provider'

/** Answers and changes of services after this one, oldest first. */
const NEXT = `
  SELECT id, "at", action, subject, "after" FROM audit_event
  WHERE (action = 'login.answered' OR action LIKE 'service.%') AND ("at" > $1 OR ("at" = $2 AND id > $3))
  ORDER BY "at", id LIMIT ${AT_ONCE}`

const entriesShape = z.array(
  z.object({ id: z.string(), at: z.string(), action: z.string(), subject: z.string(), after: z.string().nullable() }),
)

type Entry = z.infer<typeof entriesShape>[number]

/** Which sectors have been used: said by the audit log alone until now. */
export class OnePlaceForChanges1767225600006 implements MigrationInterface {
  readonly name = 'OnePlaceForChanges1767225600006'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(SECTOR_USED.clone())
    const used = await usedByTheLog(runner)
    await addOfToday(runner, used)
    for (const values of used) await runOn(runner.manager, { text: NOTE, values })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SECTOR_USED.name)
  }
}

/**
 * The log from its beginning: which sector each service was in when an account was answered for. So a service that was
 * removed, or changed its sector before anybody used it, counts rightly.
 */
async function usedByTheLog(runner: QueryRunner): Promise<Map<string, string>> {
  const sectors = new Map<string, string>()
  const used = new Map<string, string>()
  for await (const { at, action, subject, after } of entriesOf(runner)) {
    const told = parsed(after)
    if (action !== 'login.answered') {
      const sector = textAt(told, 'sector') ?? textAt(objectAt(told, 'settings'), 'sector')
      if (sector !== null) sectors.set(subject, sector)
      continue
    }
    const service = textAt(told, 'service')
    const sector = service === null ? null : sectors.get(service)
    if (sector != null && !used.has(sector)) used.set(sector, at)
  }
  return used
}

/** Rows that the log need not have the beginning of: a service whose answers, or consents to it, are told of, as it is. */
async function addOfToday(runner: QueryRunner, used: Map<string, string>): Promise<void> {
  const first = new Map<string, string>()
  for await (const { at, action, after } of entriesOf(runner)) {
    const service = action === 'login.answered' ? textAt(parsed(after), 'service') : null
    if (service !== null && !first.has(service)) first.set(service, at)
  }
  const consents = await rowsOf<{ entity_id: string; at: string }>(runner, CONSENTS)
  for (const { entity_id, at } of consents) if (!first.has(entity_id)) first.set(entity_id, at)
  const services = await rowsOf<{ entity_id: string; settings: string }>(runner, SERVICES)
  for (const { entity_id, settings } of services) {
    const [sector, at] = [textAt(parsed(settings), 'sector'), first.get(entity_id)]
    if (sector !== null && at !== undefined && !used.has(sector)) used.set(sector, at)
  }
}

const rowsOf = async <T>(runner: QueryRunner, text: string): Promise<readonly T[]> =>
  (await runner.query(text)) as readonly T[]

/** The log may be long: it is read piece by piece. */
async function* entriesOf(runner: QueryRunner): AsyncGenerator<Entry> {
  let last: readonly string[] = ['', '', '']
  for (;;) {
    const entries = entriesShape.parse(await runOn(runner.manager, { text: NEXT, values: last }))
    yield* entries
    const end = entries.at(-1)
    if (!end || entries.length < AT_ONCE) return
    last = [end.at, end.at, end.id]
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

const objectAt = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : null

function textAt(value: unknown, name: string): string | null {
  const found = objectAt(value, name)
  return typeof found === 'string' ? found : null
}
