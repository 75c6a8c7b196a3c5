import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const USERNAME = ['username', 'username_key'] as const

const methodTable = (columns: readonly TableColumn[], indices: readonly TableIndex[] = []): Table =>
  new Table({
    name: 'account_method',
    columns: [...columns],
    foreignKeys: [
      new TableForeignKey({
        columnNames: ['account_id'],
        referencedTableName: 'account',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      }),
    ],
    indices: [...indices],
  })

const BEFORE = [
  column('word', 'account_id', { primary: true }),
  column('word', 'method', { primary: true }),
  column('word', 'cap'),
  column('time', 'bound_at'),
  column('flag', 'blocked'),
]

const AFTER = [
  column('word', 'account_id', { primary: true }),
  column('word', 'method', { primary: true }),
  column('word', 'instance', { primary: true }),
  column('word', 'method_key', { nullable: true }),
  column('word', 'name', { nullable: true }),
  column('word', 'cap'),
  column('time', 'bound_at'),
  column('flag', 'blocked'),
]

const BY_KEY = new TableIndex({
  name: 'ix_account_method_key',
  columnNames: ['method', 'method_key'],
  isUnique: true,
})

/** Several of one method, methods that know their person by a key, and accounts that have no user name yet. */
export class BoundMethods1767225600002 implements MigrationInterface {
  readonly name = 'BoundMethods1767225600002'

  async up(runner: QueryRunner): Promise<void> {
    await allowNull(runner, true)
    await runner.addColumn('account', column('word', 'identity_key', { nullable: true }))
    const byIdentity = new TableIndex({ name: 'ix_account_identity_key', columnNames: ['identity_key'] })
    await runner.createIndex('account', byIdentity)
    await replaced(runner, BEFORE, methodTable(AFTER, [BY_KEY]), {
      into: 'account_id, method, instance, method_key, name, cap, bound_at, blocked',
      from: `account_id, method, '', NULL, NULL, cap, bound_at, blocked`,
    })
  }

  /**
   * Accounts without a user name, and all but the first of several of a method, have no place in the earlier schema.
   */
  async down(runner: QueryRunner): Promise<void> {
    const columns = 'account_id, method, cap, bound_at, blocked'
    await runner.query(`DELETE FROM account_method WHERE instance <> ''`)
    await replaced(runner, AFTER, methodTable(BEFORE), { into: columns, from: columns })
    await runner.dropIndex('account', 'ix_account_identity_key')
    await runner.dropColumn('account', 'identity_key')
    const nameless = 'SELECT id FROM account WHERE username IS NULL'
    for (const table of ['account_method', 'consent']) {
      await runner.query(`DELETE FROM ${table} WHERE account_id IN (${nameless})`)
    }
    await runner.query('DELETE FROM account WHERE username IS NULL')
    await allowNull(runner, false)
  }
}

/**
 * PostgreSQL alters in place, and TypeORM there would drop the column with its index; SQLite has the table made anew.
 */
async function allowNull(runner: QueryRunner, nullable: boolean): Promise<void> {
  for (const name of USERNAME) {
    if (runner.dataSource.options.type === 'postgres') {
      await runner.query(`ALTER TABLE account ALTER COLUMN ${name} ${nullable ? 'DROP' : 'SET'} NOT NULL`)
    } else {
      await runner.changeColumn('account', name, column('word', name, nullable ? { nullable } : {}))
    }
  }
}

/** A primary key cannot change in place on both engines alike: the rows wait in a copy while the table is made anew. */
async function replaced(
  runner: QueryRunner,
  before: readonly TableColumn[],
  after: Table,
  copy: { readonly into: string; readonly from: string },
): Promise<void> {
  const waiting = before.map(({ name, type, isNullable }) => new TableColumn({ name, type, isNullable }))
  await runner.createTable(new Table({ name: 'account_method_copy', columns: waiting }))
  const names = before.map(({ name }) => name).join(', ')
  await runner.query(`INSERT INTO account_method_copy (${names}) SELECT ${names} FROM account_method`)
  await runner.dropTable('account_method')
  await runner.createTable(after)
  await runner.query(`INSERT INTO account_method (${copy.into}) SELECT ${copy.from} FROM account_method_copy`)
  await runner.dropTable('account_method_copy')
}
