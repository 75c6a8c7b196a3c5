import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const LOGO = new Table({
  name: 'service_logo',
  columns: [
    column('word', 'entity_id', { primary: true }),
    column('word', 'source'),
    column('word', 'digest', { nullable: true }),
    column('word', 'type', { nullable: true }),
    column('integer', 'width'),
    column('integer', 'height'),
    column('text', 'image', { nullable: true }),
    column('word', 'fault', { nullable: true }),
    column('integer', 'failures'),
    column('time', 'at'),
    column('time', 'due_at'),
  ],
  indices: [new TableIndex({ name: 'ix_service_logo_digest', columnNames: ['digest'] })],
})

/** The pictures of services, fetched from where their metadata say. */
export class Logos1767225600015 implements MigrationInterface {
  readonly name = 'Logos1767225600015'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(LOGO.clone())
    await runner.query("INSERT INTO revision (name, value) VALUES ('logo', 0)")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM revision WHERE name = 'logo'")
    await runner.dropTable(LOGO.name)
  }
}
