import type { Config } from '../config/config.js'
import { readyFirst } from '../storage/sql/ready-first.js'
import { createSqlStores, type SqlStores } from '../storage/sql/sql-stores.js'
import type { Database } from '../storage/sql/database.js'
import type { Edges } from './edges.js'
import { auditStampOf, openLater, openStoredKeySet, type LaterKeySet } from './key-set.js'
import { orClose } from './or-close.js'

/** The lasting stores, opened. */
export interface OpenedStores extends SqlStores {
  readonly database: Database
  /** The key set; a command opens it before its first write. */
  readonly keySet: LaterKeySet
  close(): Promise<void>
}

/** How the stores are going to be used. */
export interface StoresUse {
  /** What to do about the schema that is found there. */
  readonly schema: (database: Database) => Promise<void>
  /** A broker opens its keys at its start; a command before its first write, so that it needs no secret to read. */
  readonly keys: 'at-once' | 'before-a-write'
}

/**
 * Opens the stores of the database that the config names. Throws what `schema` throws, and `OperatorError` for a secret
 * that does not open the keys; then everything that was opened is closed again.
 */
export async function openStores(
  config: Config,
  { clock, random, openDatabase }: Pick<Edges, 'clock' | 'random' | 'openDatabase'>,
  { schema, keys }: StoresUse,
): Promise<OpenedStores> {
  const database = await openDatabase(config)
  return orClose(database, async () => {
    await schema(database)
    const keySet = openLater(() => openStoredKeySet(config, database, { clock, random }))
    if (keys === 'at-once') await keySet.open()
    const written = keys === 'at-once' ? database : readyFirst(database, keySet.open)
    const stores = createSqlStores(written, auditStampOf(keySet, random))
    return { ...stores, database, keySet, close: () => database.close() }
  })
}
