import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const KEY_SET = new Table({
  name: 'secret_key_set',
  columns: [
    column('word', 'id', { primary: true }),
    column('word', 'purpose'),
    column('integer', 'generation'),
    column('text', 'wrapped_key'),
    column('time', 'created_at'),
  ],
  indices: [
    new TableIndex({ name: 'ix_secret_key_set_purpose', columnNames: ['purpose', 'generation'], isUnique: true }),
  ],
})

/**
 * The broker's own keys, and MACs of audit entries under one of them; entries from before have none. The keys are made by whoever first comes with SECRET_KEY, which no step of a schema has.
 */
export class KeysAndJobs1767225600007 implements MigrationInterface {
  readonly name = 'KeysAndJobs1767225600007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(KEY_SET.clone())
    // In place on both engines: TypeORM would make the table anew on SQLite, and it may be the longest of all.
    await runner.query('ALTER TABLE audit_event ADD COLUMN mac varchar')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_event DROP COLUMN mac')
    await runner.dropTable(KEY_SET.name)
  }
}
