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

/** Pseudonyms of an earlier IdP: those that count, and those that wait for a second person. */
export class EarlierPseudonyms1767225600016 implements MigrationInterface {
  readonly name = 'EarlierPseudonyms1767225600016'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(EARLIER.clone())
    await runner.createTable(PROPOSED.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(PROPOSED.name)
    await runner.dropTable(EARLIER.name)
  }
}
