import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const PASS_DEVICE = new Table({
  name: 'pass_device',
  columns: [
    column('word', 'id', { primary: true }),
    column('word', 'account_id', { nullable: true }),
    column('word', 'name'),
    column('json', 'public_key'),
    column('word', 'pin_digest'),
    column('word', 'block_code_digest'),
    column('integer', 'wrong_tries'),
    column('time', 'paired_at'),
    column('time', 'first_used_at', { nullable: true }),
    column('time', 'blocked_at', { nullable: true }),
  ],
  indices: [
    new TableIndex({ name: 'ix_pass_device_account_id', columnNames: ['account_id'] }),
    new TableIndex({
      name: 'ix_pass_device_block_code_digest',
      columnNames: ['block_code_digest'],
      isUnique: true,
    }),
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

/** Phones that are paired as a pass. */
export class PassDevices1767225600004 implements MigrationInterface {
  readonly name = 'PassDevices1767225600004'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(PASS_DEVICE.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(PASS_DEVICE.name)
  }
}
