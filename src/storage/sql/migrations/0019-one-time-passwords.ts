import type { MigrationInterface, QueryRunner } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const ONE_TIME_UNTIL = column('time', 'one_time_until', { nullable: true })

/** A password of an operator that somebody else has set holds until a time, and is replaced at the next sign-in. */
export class OneTimePasswords1767225600019 implements MigrationInterface {
  readonly name = 'OneTimePasswords1767225600019'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('operator_account', ONE_TIME_UNTIL.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('operator_account', ONE_TIME_UNTIL.name)
  }
}
