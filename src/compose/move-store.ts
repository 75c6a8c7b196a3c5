import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../config/config.js'
import { proveHeld } from '../crypto/key-set.js'
import { loadSecretKey, type SecretKeySource } from '../crypto/secret-key.js'
import { seconds } from '../domain/instant.js'
import { OperatorError } from '../domain/operator-error.js'
import type { HeldKeys } from '../domain/ports/key-set-store.js'
import { openConfiguredDatabase } from './database.js'
import { closing } from './or-close.js'
import { copyDatabase, type Copied } from '../storage/sql/copy-database.js'
import type { TableProgress } from '../storage/sql/copy-tables.js'
import { openDatabase } from '../storage/sql/data-source.js'
import { createKeySetStore } from '../storage/sql/stores/key-set-store.js'

/** A command, or a broker that is just ending, may have the source open; it gets this long to be done. */
const PATIENCE = seconds(2)

/**
 * Copies everything of the SQLite store at `path` into the empty PostgreSQL database of the config. The config's secret
 * has to open the source, which is not changed. Throws `OperatorError`: `copy-target` if the config names no
 * PostgreSQL, `database-open`, `secret-key-wrong`, and what `copyDatabase` throws.
 */
export async function moveStore(
  config: Config,
  path: string,
  tell: (progress: TableProgress) => void,
): Promise<Copied> {
  const { database, secretKey } = config
  if (database.kind !== 'postgres') {
    throw new OperatorError('copy-target', 'migrate --from copies into PostgreSQL; set DATABASE_URL to postgres://…')
  }
  const secret = loadSecretKey({ given: secretKey, file: null, mayCreate: false })
  const source = { kind: 'sqlite', path, create: false, patience: PATIENCE, oneConnection: true } as const
  return closing(await openDatabase(source), async (from) => {
    const prove = async (): Promise<void> => {
      // The source has this version's schema by now.
      const held = await createKeySetStore(from).held()
      try {
        // check: a-store-moves-under-its-own-secret
        proveHeld(secret, held)
      } catch (error) {
        if (!(error instanceof OperatorError) || error.rule !== 'secret-key-wrong') throw error
        throw notTheSecretOf(path, whichOpens(path, config, held), error)
      }
    }
    return closing(await openConfiguredDatabase(config), (to) => copyDatabase(from, to, prove, tell))
  })
}

/** Where the secret of this store is; after a change of it, `secret.key` holds the former one, which opens nothing. */
function whichOpens(path: string, { secretKeyPrevious }: Config, held: HeldKeys): string {
  if (secretKeyPrevious && opens({ given: secretKeyPrevious, file: null }, held)) {
    return 'SECRET_KEY_PREVIOUS opens them; run servicekonto keys rewrap on that store first'
  }
  const file = join(dirname(path), 'secret.key')
  const isIt = existsSync(file) && opens({ given: null, file }, held)
  return isIt ? `it is the content of ${file}` : 'it is the one that the broker ran with there'
}

function opens(source: Omit<SecretKeySource, 'mayCreate'>, held: HeldKeys): boolean {
  try {
    proveHeld(loadSecretKey({ ...source, mayCreate: false }), held)
    return true
  } catch {
    return false
  }
}

const notTheSecretOf = (path: string, where: string, cause: unknown): OperatorError =>
  new OperatorError('secret-key-wrong', `SECRET_KEY does not open the keys in ${path}; ${where}`, { cause })
