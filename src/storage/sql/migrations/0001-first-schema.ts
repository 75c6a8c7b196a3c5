import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const toAccount = (): TableForeignKey =>
  new TableForeignKey({
    columnNames: ['account_id'],
    referencedTableName: 'account',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
  })

const TABLES = [
  new Table({
    name: 'revision',
    columns: [column('word', 'name', { primary: true }), column('integer', 'value')],
  }),
  new Table({
    name: 'service_provider',
    columns: [
      column('word', 'entity_id', { primary: true }),
      column('word', 'tenant', { nullable: true }),
      column('flag', 'active'),
      column('json', 'metadata'),
      column('json', 'settings'),
      column('json', 'source'),
      column('integer', 'revision'),
    ],
    indices: [new TableIndex({ name: 'ix_service_provider_revision', columnNames: ['revision'] })],
  }),
  new Table({
    name: 'service_removal',
    columns: [column('word', 'entity_id', { primary: true }), column('integer', 'revision')],
    indices: [new TableIndex({ name: 'ix_service_removal_revision', columnNames: ['revision'] })],
  }),
  new Table({
    name: 'account',
    columns: [
      column('word', 'id', { primary: true }),
      column('word', 'username'),
      column('word', 'username_key'),
      column('word', 'pseudonym_seed'),
      column('json', 'proofing'),
      column('json', 'identity'),
      column('time', 'created_at'),
      column('integer', 'version'),
    ],
    indices: [new TableIndex({ name: 'ix_account_username_key', columnNames: ['username_key'], isUnique: true })],
  }),
  new Table({
    name: 'account_method',
    columns: [
      column('word', 'account_id', { primary: true }),
      column('word', 'method', { primary: true }),
      column('word', 'cap'),
      column('time', 'bound_at'),
      column('flag', 'blocked'),
    ],
    foreignKeys: [toAccount()],
  }),
  new Table({
    name: 'password_credential',
    columns: [column('word', 'account_id', { primary: true }), column('text', 'hash')],
    foreignKeys: [toAccount()],
  }),
  new Table({
    name: 'consent',
    columns: [
      column('word', 'account_id', { primary: true }),
      column('word', 'entity_id', { primary: true }),
      column('word', 'digest'),
      column('json', 'declined'),
      column('time', 'remembered_at'),
    ],
    foreignKeys: [toAccount()],
  }),
  new Table({
    name: 'signing_key',
    columns: [
      column('word', 'id', { primary: true }),
      column('word', 'key_use'),
      column('word', 'state'),
      column('word', 'type'),
      column('text', 'certificate'),
      column('time', 'not_after'),
      column('time', 'created_at'),
      column('time', 'activated_at', { nullable: true }),
      column('text', 'wrapped_private_key'),
    ],
  }),
  new Table({
    name: 'audit_event',
    columns: [
      column('word', 'id', { primary: true }),
      column('time', 'at'),
      column('word', 'actor'),
      column('word', 'action'),
      column('word', 'subject'),
      column('text', 'before', { nullable: true }),
      column('text', 'after', { nullable: true }),
    ],
    indices: [
      new TableIndex({ name: 'ix_audit_event_at', columnNames: ['at'] }),
      new TableIndex({ name: 'ix_audit_event_subject', columnNames: ['subject'] }),
    ],
  }),
]

/** Registry, accounts, keys, audit. The number at the end of a name is what TypeORM orders by. */
export class FirstSchema1767225600001 implements MigrationInterface {
  readonly name = 'FirstSchema1767225600001'

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table.clone())
    const rows = runner.manager.createQueryBuilder().insert().into('revision', ['name', 'value'])
    await rows.values(['service', 'key'].map((name) => ({ name, value: 0 }))).execute()
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name)
  }
}
