import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const TABLES = [
  new Table({
    name: 'tenant',
    columns: [column('word', 'id', { primary: true }), column('time', 'created_at')],
  }),
  new Table({
    name: 'operator_account',
    columns: [
      column('word', 'id', { primary: true }),
      column('word', 'username'),
      column('word', 'username_key'),
      column('word', 'role'),
      column('word', 'tenant', { nullable: true }),
      column('flag', 'hotline'),
      column('flag', 'disabled'),
      column('text', 'password_hash'),
      column('text', 'totp_secret', { nullable: true }),
      column('integer', 'totp_step', { nullable: true }),
      column('time', 'created_at'),
      column('integer', 'version'),
    ],
    indices: [
      new TableIndex({ name: 'ix_operator_account_username_key', columnNames: ['username_key'], isUnique: true }),
    ],
  }),
  new Table({
    name: 'operator_session',
    columns: [
      column('word', 'id', { primary: true }),
      column('word', 'operator_id'),
      column('time', 'started_at'),
      column('time', 'last_action_at'),
    ],
    foreignKeys: [
      new TableForeignKey({
        columnNames: ['operator_id'],
        referencedTableName: 'operator_account',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      }),
    ],
  }),
]

/** Who runs services and the broker, apart from citizens' accounts, and the tenants that own services. */
export class Operators1767225600010 implements MigrationInterface {
  readonly name = 'Operators1767225600010'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.dropTable(table.name)
  }
}
