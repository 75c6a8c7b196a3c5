import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const ofAccount = () =>
  new TableForeignKey({
    columnNames: ['account_id'],
    referencedTableName: 'account',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  })

const EARLIER = new Table({
  name: 'earlier_pseudonym',
  columns: [
    column('word', 'account_id', { primary: true }),
    column('word', 'earlier_sector', { primary: true }),
    column('word', 'earlier_value'),
  ],
  indices: [
    new TableIndex({
      name: 'ix_earlier_pseudonym_value',
      columnNames: ['earlier_sector', 'earlier_value'],
      isUnique: true,
    }),
  ],
  foreignKeys: [ofAccount()],
})

const PROPOSED = new Table({
  name: 'proposed_pseudonym',
  columns: [
    column('word', 'draft', { primary: true }),
    column('integer', 'line', { primary: true }),
    column('word', 'account_id'),
    column('word', 'value'),
  ],
  indices: [new TableIndex({ name: 'ix_proposed_pseudonym_account_id', columnNames: ['account_id'] })],
  foreignKeys: [
    ofAccount(),
    new TableForeignKey({
      columnNames: ['draft'],
      referencedTableName: 'change_draft',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    }),
  ],
})

const OWNED = ['audit_entries', 'refused_request']

/**
 * Pseudonyms of an earlier IdP: those that count, and those that wait for a second person. And whose an entry of the audit
 * is, or a refused request: what stands there already is nobody's in particular, since its service may have moved since.
 */
export class PseudonymsAndOwners1767225600016 implements MigrationInterface {
  readonly name = 'PseudonymsAndOwners1767225600016'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(EARLIER.clone())
    await runner.createTable(PROPOSED.clone())
    // As text: another way, SQLite would copy the whole log.
    for (const table of OWNED) await runner.query(`ALTER TABLE ${table} ADD COLUMN tenant varchar`)
    await runner.query(
      'CREATE INDEX ix_audit_entries_tenant ON audit_entries (tenant, "at", id) WHERE tenant IS NOT NULL',
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_entries_tenant')
    for (const table of OWNED) await runner.query(`ALTER TABLE ${table} DROP COLUMN tenant`)
    await runner.dropTable(PROPOSED.name)
    await runner.dropTable(EARLIER.name)
  }
}
