import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const AUDIT_MARK = new Table({
  name: 'audit_mark',
  columns: [
    column('word', 'name', { primary: true }),
    column('long', 'seq'),
    column('word', 'seal'),
    column('long', 'earlier', { nullable: true }),
    column('time', 'at'),
    column('word', 'mac'),
  ],
})

/**
 * The log as a chain: a number and a seal for each entry, given within seconds of its writing, and beside the table how
 * far the chain goes. Entries from before get theirs from the job that seals, which has the key.
 */
export class SealedAudit1767225600009 implements MigrationInterface {
  readonly name = 'SealedAudit1767225600009'

  // In place on both engines: it may be the longest table of all. Its indices keep their names, which SQLite cannot change.
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(AUDIT_MARK.clone())
    await runner.query('ALTER TABLE audit_event RENAME TO audit_entries')
    await runner.query('ALTER TABLE audit_entries ADD COLUMN seq bigint')
    await runner.query('ALTER TABLE audit_entries ADD COLUMN seal varchar')
    // Both are of some rows only, so that an entry is in one of them at a time.
    await runner.query('CREATE UNIQUE INDEX ux_audit_entries_seq ON audit_entries (seq) WHERE seq IS NOT NULL')
    await runner.query('CREATE INDEX ix_audit_entries_unsealed ON audit_entries ("at", id) WHERE seq IS NULL')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_entries_unsealed')
    await runner.query('DROP INDEX ux_audit_entries_seq')
    await runner.query('ALTER TABLE audit_entries DROP COLUMN seal')
    await runner.query('ALTER TABLE audit_entries DROP COLUMN seq')
    await runner.query('ALTER TABLE audit_entries RENAME TO audit_event')
    await runner.dropTable(AUDIT_MARK.name)
  }
}
