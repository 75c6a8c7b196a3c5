import type { Config } from '../config/config.js'
import { readyFirst } from '../storage/sql/ready-first.js'
import { createSqlStores, type SqlStores } from '../storage/sql/sql-stores.js'
import type { Database } from '../storage/sql/database.js'
import type { Edges } from './edges.js'
import { auditStampOf, openLater, openStoredKeySet, type LaterKeySet } from './key-set.js'
import { orClose } from './or-close.js'

/** What lasts, opened. */
export interface OpenedStores extends SqlStores {
  readonly database: Database
  /** Opened by whoever needs a key, and before the first write. */
  readonly keySet: LaterKeySet
  close(): Promise<void>
}

/**
 * The stores of the database that the config names: for a command, which then needs no secret to read, and for a broker.
 * `schema` is what is to be done about the schema that is found there; what it throws is thrown.
 */
export async function openStores(
  config: Config,
  { clock, random, openDatabase }: Pick<Edges, 'clock' | 'random' | 'openDatabase'>,
  schema: (database: Database) => Promise<void>,
): Promise<OpenedStores> {
  const database = await openDatabase(config)
  return orClose(database, async () => {
    await schema(database)
    const keySet = openLater(() => openStoredKeySet(config, database, { clock, random }))
    const stores = createSqlStores(readyFirst(database, keySet.open), auditStampOf(keySet, random))
    return { ...stores, database, keySet, close: () => database.close() }
  })
}
