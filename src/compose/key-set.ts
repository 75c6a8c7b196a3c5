import type { Config } from '../config/config.js'
import { createAuditMac } from '../crypto/keyed-digest.js'
import { openKeySet, type KeySet, type KeySetDeps } from '../crypto/key-set.js'
import type { AuditStamp } from '../domain/ports/audit-stamp.js'
import type { Random } from '../domain/ports/random.js'
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

/** A key set that is opened when it is first needed: commands that only read need no secret. */
export interface LaterKeySet extends KeySet {
  /** Opens it, once. Throws what `open` throws. */
  readonly open: () => Promise<KeySet>
}

/** `key` may be asked from the end of `open` on. */
export function openLater(open: () => Promise<KeySet>): LaterKeySet {
  let opening: Promise<KeySet> | null = null
  let opened: KeySet | null = null
  return {
    open: () => (opening ??= open().then((set) => (opened = set))),
    key(purpose) {
      if (!opened) throw new Error('the key set is not opened yet')
      return opened.key(purpose)
    },
  }
}

/** What each entry of the audit gets, under the key for it. */
export const auditStampOf = (keySet: KeySet, random: Random): AuditStamp => ({
  newId: () => random.id(),
  mac: createAuditMac(keySet),
})
