import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const METADATA_SOURCE = new Table({
  name: 'metadata_source',
  columns: [
    column('word', 'id', { primary: true }),
    column('word', 'feeds'),
    column('text', 'url'),
    column('word', 'entity_id', { nullable: true }),
    column('word', 'tenant', { nullable: true }),
    column('text', 'signer', { nullable: true }),
    column('text', 'settings'),
    column('text', 'state'),
    column('time', 'fetched_at', { nullable: true }),
    column('time', 'due_at'),
    column('integer', 'version'),
  ],
  indices: [new TableIndex({ name: 'ix_metadata_source_due_at', columnNames: ['due_at'] })],
})

/** Addresses from which metadata of services are fetched again and again. */
export class MetadataSources1767225600013 implements MigrationInterface {
  readonly name = 'MetadataSources1767225600013'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(METADATA_SOURCE.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(METADATA_SOURCE.name)
  }
}
