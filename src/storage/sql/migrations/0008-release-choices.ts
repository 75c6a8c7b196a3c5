import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const RELEASE_CHOICE = new Table({
  name: 'release_choice',
  columns: [
    column('word', 'account_id', { primary: true }),
    column('word', 'entity_id', { primary: true }),
    column('text', 'ticked'),
    column('time', 'chosen_at'),
  ],
  foreignKeys: [
    new TableForeignKey({
      columnNames: ['account_id'],
      referencedTableName: 'account',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    }),
  ],
})

/**
 * What was ticked of the optional attributes. It begins empty: boxes that arrived ticked said nothing of what somebody
 * wanted.
 */
export class ReleaseChoices1767225600008 implements MigrationInterface {
  readonly name = 'ReleaseChoices1767225600008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(RELEASE_CHOICE.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(RELEASE_CHOICE.name)
  }
}
