import { type MigrationInterface, type QueryRunner, Table, TableForeignKey } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const ofAccount = (): TableForeignKey =>
  new TableForeignKey({
    columnNames: ['account_id'],
    referencedTableName: 'account',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  })

const TABLES = [
  new Table({
    name: 'second_factor',
    columns: [
      column('word', 'account_id', { primary: true }),
      column('word', 'instance', { primary: true }),
      column('word', 'kind'),
      column('json', 'material'),
      column('word', 'counter'),
    ],
    foreignKeys: [ofAccount()],
  }),
  new Table({
    name: 'recovery_code',
    columns: [column('word', 'account_id', { primary: true }), column('word', 'digest', { primary: true })],
    foreignKeys: [ofAccount()],
  }),
]

/** What joins a password, and the codes that stand in for it. */
export class SecondFactors1767225600005 implements MigrationInterface {
  readonly name = 'SecondFactors1767225600005'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table.clone())
  }

  /** The bindings go too: an earlier version would take them for further passwords. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM account_method WHERE method = 'password' AND instance <> ''`)
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name)
  }
}
