import type { Stage } from '../config/config.js'
import { OperatorError } from '../domain/operator-error.js'
import type { Database } from '../storage/sql/database.js'
import { accountKinds } from '../storage/sql/stores/account-kinds.js'

/**
 * A store is of one stage (RULES: Operators 10). Throws `OperatorError('stage')` for a store with accounts that are not of
 * test citizens in a deployment that is for trying out, and the other way round.
 */
export async function checkStage(stage: Stage, database: Database): Promise<void> {
  const { test, others } = await accountKinds(database)
  // check: a-test-deployment-has-test-accounts-alone
  if (stage === 'test' && others)
    throw new OperatorError(
      'stage',
      'stage is test, and the database has accounts of real people: use a database of its own (DATABASE_URL, DATA_DIR)',
    )
  // check: a-productive-deployment-has-no-test-accounts
  if (stage === 'productive' && test)
    throw new OperatorError(
      'stage',
      'stage is productive, and the database has accounts of test citizens: use a database of its own (DATABASE_URL, DATA_DIR)',
    )
}
