import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
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

/** By what a portal's log calls a refused request. */
const MESSAGES = ['request_id', 'answer_id'].map((name) => ({
  column: column('word', name, { nullable: true }),
  index: new TableIndex({ name: `ix_refused_request_${name}`, columnNames: [name] }),
}))

/**
 * Passkeys of operators, beside or in place of their code app; how often the metadata were fetched with each key;
 * refused requests by the IDs of their messages.
 */
export class OperatorsAndFetches1767225600017 implements MigrationInterface {
  readonly name = 'OperatorsAndFetches1767225600017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('operator_account', PASSKEYS.clone())
    await runner.createTable(METADATA_FETCH.clone())
    for (const { column: id, index } of MESSAGES) {
      await runner.addColumn('refused_request', id.clone())
      await runner.createIndex('refused_request', index.clone())
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { column: id, index } of MESSAGES.toReversed()) {
      await runner.dropIndex('refused_request', index.clone())
      await runner.dropColumn('refused_request', id.name)
    }
    await runner.dropTable(METADATA_FETCH.name)
    await runner.dropColumn('operator_account', PASSKEYS.name)
  }
}
