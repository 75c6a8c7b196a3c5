import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.js'
import { createAuditMac } from '../crypto/audit-mac.js'
import { openKeySet, rewrapped, type KeySet, type KeySetDeps, type Secrets } from '../crypto/key-set.js'
import { loadSecretKey } from '../crypto/secret-key.js'
import { OperatorError } from '../domain/operator-error.js'
import type { AuditMac, AuditStamp } from '../domain/ports/audit-stamp.js'
import type { HeldKeys, Rewrapped } from '../domain/ports/key-set-store.js'
import type { Random } from '../domain/ports/random.js'
import type { Database } from '../storage/sql/database.js'
import { createKeySetRewrap, createKeySetStore } from '../storage/sql/stores/key-set-store.js'

/**
 * Opens the store's key set with the deployment's secret. If there is none yet, it is made, by the first start or the
 * first command that writes. Throws `OperatorError` for a secret that is missing or wrong.
 */
export async function openStoredKeySet(
  config: Config,
  database: Database,
  around: Pick<KeySetDeps, 'clock' | 'random'>,
): Promise<KeySet> {
  const store = createKeySetStore(database)
  return openKeySet({ ...around, store, secrets: secretsOf(config, await store.held()) })
}

/**
 * The deployment's secret: the given one or, beside SQLite, the file that is made at the first start. It is never made
 * if the store already holds keys: another secret would open none of them, and change every pseudonym.
 */
export const secretsOf = (config: Config, held: HeldKeys): Secrets => ({
  current: secretOf(config, held),
  previous:
    config.secretKeyPrevious && loadSecretKey({ given: config.secretKeyPrevious, file: null, mayCreate: false }),
})

function secretOf({ secretKey, database, dataDir }: Config, { set, privateKeys }: HeldKeys): KeyObject {
  if (database.kind === 'postgres') return loadSecretKey({ given: secretKey, file: null, mayCreate: false })
  const file = join(dataDir, 'secret.key')
  const isFirstStart = set.length === 0 && privateKeys.length === 0
  if (secretKey === null && !isFirstStart && !existsSync(file)) {
    throw new OperatorError(
      'secret-key-missing',
      `${file} is missing, and the database holds keys that only it opens; put it back from the backup`,
    )
  }
  return loadSecretKey({ given: secretKey, file, mayCreate: isFirstStart })
}

/**
 * Wraps with SECRET_KEY what SECRET_KEY_PREVIOUS wraps. The keys themselves stay, and with them all that was made by
 * them. Throws `OperatorError('secret-key-wrong')` for a key that neither opens.
 */
export async function rewrapKeySet(
  config: Config,
  {
    database,
    keySet,
    auditMac,
  }: { readonly database: Database; readonly keySet: LaterKeySet; readonly auditMac: AuditMac },
  { clock, random }: Pick<KeySetDeps, 'clock' | 'random'>,
  actor: string,
): Promise<Rewrapped> {
  // The entry of the audit has its MAC under a key of the set.
  await keySet.open()
  const secrets = secretsOf(config, await createKeySetStore(database).held())
  return createKeySetRewrap(database, { newId: () => random.id(), mac: auditMac }).rewrap((set) => {
    const anew = rewrapped(secrets, set)
    const keys = anew.length
    const event = { action: 'keys.rewrapped', subject: 'keys', before: null, after: { keys } } as const
    return { anew, event: { at: clock.now(), actor, ...event } }
  })
}

/** A key set that is opened only when it is needed: commands that only read need no secret. */
export interface LaterKeySet extends KeySet {
  /** Opens the key set, once. Throws what opening throws. */
  readonly open: () => Promise<KeySet>
}

/** Makes a key set that `open` opens later. `key` may be called once `open` has resolved. */
export function openLater(open: () => Promise<KeySet>): LaterKeySet {
  let opening: Promise<KeySet> | null = null
  let opened: KeySet | null = null
  return {
    open: () => (opening ??= open().then((set) => (opened = set))),
    key(purpose) {
      if (!opened) throw new Error('the key set is not opened yet')
      return opened.key(purpose)
    },
    behind: () => opened?.behind() ?? 0,
  }
}

/** What each audit entry gets: an id, and a MAC under the key for it. */
export const auditStampOf = (keySet: LaterKeySet, random: Random): AuditStamp => ({
  newId: () => random.id(),
  ready: () => keySet.open(),
  mac: createAuditMac(keySet),
})
