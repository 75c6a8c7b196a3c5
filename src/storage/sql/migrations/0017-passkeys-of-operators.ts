import type { MigrationInterface, QueryRunner } from 'typeorm'
import { tableColumn as column } from '../columns.js'

const PASSKEYS = column('json', 'passkeys', { nullable: true })

/** Passkeys of operators, beside or in place of their code app. */
export class PasskeysOfOperators1767225600017 implements MigrationInterface {
  readonly name = 'PasskeysOfOperators1767225600017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('operator_account', PASSKEYS.clone())
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('operator_account', PASSKEYS.name)
  }
}
