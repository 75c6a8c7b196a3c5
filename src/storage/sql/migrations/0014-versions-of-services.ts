import { createHash } from 'node:crypto'
import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const DOCUMENT = new Table({
  name: 'service_document',
  columns: [column('word', 'hash', { primary: true }), column('text', 'content')],
})

const VERSION = new Table({
  name: 'service_version',
  columns: [
    column('word', 'entity_id', { primary: true }),
    column('integer', 'number', { primary: true }),
    column('time', 'at'),
    column('word', 'actor', { nullable: true }),
    column('word', 'approved_by', { nullable: true }),
    column('word', 'act'),
    column('integer', 'restored', { nullable: true }),
    column('flag', 'active'),
    column('word', 'tenant', { nullable: true }),
    column('json', 'settings'),
    column('json', 'source'),
    column('word', 'document'),
  ],
  indices: [new TableIndex({ name: 'ix_service_version_document', columnNames: ['document'] })],
})

const DRAFT = new Table({
  name: 'change_draft',
  columns: [
    column('word', 'id', { primary: true }),
    column('time', 'at'),
    column('word', 'author'),
    column('time', 'expires_at'),
    column('word', 'tenant', { nullable: true }),
    column('word', 'act'),
    column('word', 'subject'),
    column('integer', 'more'),
    column('word', 'state'),
    column('word', 'decided_by', { nullable: true }),
    column('time', 'decided_at', { nullable: true }),
    column('json', 'content'),
  ],
})

interface Registered {
  readonly entity_id: string
  readonly metadata: string
  readonly source: string
}

/** Services that are read at once. */
const PAGE = 200

/**
 * The versions of each service, from the one on that it has now: the first change can be taken back too. And changes that
 * wait for a second person.
 */
export class VersionsOfServices1767225600014 implements MigrationInterface {
  readonly name = 'VersionsOfServices1767225600014'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(DOCUMENT.clone())
    await runner.createTable(VERSION.clone())
    await runner.createTable(DRAFT.clone())
    const isPostgres = runner.dataSource.options.type === 'postgres'
    const place = (at: number): string => (isPostgres ? `$${at}` : '?')
    const next = `SELECT entity_id, metadata, source FROM service_provider WHERE entity_id > ${place(1)} ORDER BY entity_id LIMIT ${PAGE}`
    for (let after = ''; ;) {
      const page: Registered[] = await runner.manager.query(next, [after])
      for (const each of page) await keepFirst(runner, each, place)
      const last = page.at(-1)
      if (!last || page.length < PAGE) return
      after = last.entity_id
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(DRAFT.name)
    await runner.dropTable(VERSION.name)
    await runner.dropTable(DOCUMENT.name)
  }
}

async function keepFirst(
  runner: QueryRunner,
  { entity_id: id, metadata, source }: Registered,
  place: (at: number) => string,
): Promise<void> {
  const hash = createHash('sha256').update(metadata).digest('base64url')
  await runner.query(
    `INSERT INTO service_document (hash, content) VALUES (${place(1)}, ${place(2)}) ON CONFLICT (hash) DO NOTHING`,
    [hash, metadata],
  )
  await runner.query(
    `INSERT INTO service_version (entity_id, number, "at", act, active, tenant, settings, source, document)
     SELECT entity_id, 1, ${place(1)}, 'imported', active, tenant, settings, source, ${place(2)}
     FROM service_provider WHERE entity_id = ${place(3)}`,
    [importedAt(source), hash, id],
  )
}

function importedAt(source: string): string {
  const read: unknown = JSON.parse(source)
  const at = typeof read === 'object' && read !== null && 'importedAt' in read ? read.importedAt : null
  return new Date(typeof at === 'number' ? at : 0).toISOString()
}
