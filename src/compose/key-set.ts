import type { Config } from '../config/config.js'
import { openKeySet, type KeySet, type KeySetDeps } from '../crypto/key-set.js'
import type { Database } from '../storage/sql/database.js'
import { createKeySetStore } from '../storage/sql/stores/key-set-store.js'
import { secretOf } from './store.js'

/**
 * The key set of the store, opened with the deployment's secret, and made where it is not there yet: by the first start,
 * or the first command that writes. Throws `OperatorError` for a secret that is missing or wrong.
 */
export async function openStoredKeySet(
  config: Config,
  database: Database,
  around: Pick<KeySetDeps, 'clock' | 'random'>,
): Promise<KeySet> {
  const store = createKeySetStore(database)
  return openKeySet({ ...around, store, secret: secretOf(config, await store.held()) })
}
