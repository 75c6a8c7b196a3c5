import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const SESSIONS_TO_END = new Table({
  name: 'sessions_to_end',
  columns: [
    column('word', 'whose', { primary: true }),
    column('word', 'subject', { primary: true }),
    column('time', 'ended_at'),
    column('word', 'why'),
  ],
})

/** Whose sessions have ended while their services are not told yet: a command reaches no store of sessions. */
export class SessionsToEnd1767225600020 implements MigrationInterface {
  readonly name = 'SessionsToEnd1767225600020'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(SESSIONS_TO_END.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SESSIONS_TO_END.name)
  }
}
