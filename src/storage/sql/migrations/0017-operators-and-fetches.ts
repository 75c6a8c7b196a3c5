import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const PASSKEYS = column('json', 'passkeys', { nullable: true })

const METADATA_FETCH = new Table({
  name: 'metadata_fetch',
  columns: [
    column('word', 'key_id', { primary: true }),
    column('word', 'service', { primary: true }),
    column('long', 'fetches'),
    column('time', 'last_at'),
  ],
})

/** Passkeys of operators, beside or in place of their code app; how often the metadata were fetched with each key. */
export class OperatorsAndFetches1767225600017 implements MigrationInterface {
  readonly name = 'OperatorsAndFetches1767225600017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('operator_account', PASSKEYS.clone())
    await runner.createTable(METADATA_FETCH.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(METADATA_FETCH.name)
    await runner.dropColumn('operator_account', PASSKEYS.name)
  }
}
