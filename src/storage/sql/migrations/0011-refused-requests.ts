import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const REQUESTS = new Table({
  name: 'refused_request',
  columns: [
    column('word', 'id', { primary: true }),
    column('time', 'at'),
    column('word', 'binding'),
    column('text', 'xml', { nullable: true }),
    column('integer', 'relay_state_bytes', { nullable: true }),
    column('word', 'sender'),
    column('word', 'service', { nullable: true }),
    column('word', 'claimed', { nullable: true }),
    column('word', 'code'),
    column('text', 'detail', { nullable: true }),
    column('word', 'rule'),
    column('json', 'checks'),
  ],
  indices: [
    new TableIndex({ name: 'ix_refused_request_at', columnNames: ['at'] }),
    new TableIndex({ name: 'ix_refused_request_sender_at', columnNames: ['sender', 'at'] }),
  ],
})

/** Requests of services that ended on an error page, for a week. */
export class RefusedRequests1767225600011 implements MigrationInterface {
  readonly name = 'RefusedRequests1767225600011'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(REQUESTS.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(REQUESTS.name)
  }
}
