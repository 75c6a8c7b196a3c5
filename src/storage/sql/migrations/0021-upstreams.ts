import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const UPSTREAM = new Table({
  name: 'upstream',
  columns: [
    column('word', 'name', { primary: true }),
    column('word', 'id'),
    column('word', 'dialect'),
    column('word', 'entity_id'),
    column('text', 'peer'),
    column('text', 'settings'),
    column('text', 'metadata', { nullable: true }),
    column('text', 'source'),
    column('text', 'fetches'),
    column('text', 'health'),
    column('integer', 'version'),
  ],
  indices: [new TableIndex({ name: 'ix_upstream_id', columnNames: ['id'], isUnique: true })],
})

/** Other accounts as ways to log in. */
export class Upstreams1767225600021 implements MigrationInterface {
  readonly name = 'Upstreams1767225600021'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(UPSTREAM.clone())
    await runner.query("INSERT INTO revision (name, value) VALUES ('upstream', 0)")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM revision WHERE name = 'upstream'")
    await runner.dropTable(UPSTREAM.name)
  }
}
