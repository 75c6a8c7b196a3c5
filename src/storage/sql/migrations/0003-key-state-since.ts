import type { MigrationInterface, QueryRunner } from 'typeorm'
import { tableColumn } from '../columns.js'

/** Since when a key is in its state; not known of keys from before. Their states stay as they are. */
export class KeyStateSince1767225600003 implements MigrationInterface {
  readonly name = 'KeyStateSince1767225600003'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('signing_key', tableColumn('time', 'state_since', { nullable: true }))
  }

  async down(runner: QueryRunner): Promise<void> {
    // An earlier version knows no previous keys; what is signed with them is long delivered.
    await runner.query("UPDATE signing_key SET state = 'retired' WHERE state = 'previous'")
    await runner.dropColumn('signing_key', 'state_since')
  }
}
