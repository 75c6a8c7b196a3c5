import type { Config } from '../config/config.js'
import { seconds } from '../domain/instant.js'
import type { AuditMac } from '../domain/ports/audit-stamp.js'
import { sealEntries } from '../operators/audit/seal-entries.js'
import { withOwnSources } from '../operators/sources/own-sources.js'
import { readyFirst } from '../storage/sql/ready-first.js'
import { createSqlStores, type SqlStores } from '../storage/sql/sql-stores.js'
import type { Database } from '../storage/sql/database.js'
import type { Edges } from './edges.js'
import { auditStampOf, openLater, openStoredKeySet, type LaterKeySet } from './key-set.js'
import { orClose } from './or-close.js'

/** The lasting stores, opened. */
export interface OpenedStores extends SqlStores {
  readonly database: Database
  /** Makes and checks the MACs of the audit, once the key set is opened. */
  readonly auditMac: AuditMac
  /** The key set; a command opens it before its first write. */
  readonly keySet: LaterKeySet
  close(): Promise<void>
}

/** What a command spends at most on sealing; the rest is for the next one. */
const SEAL_AT_THE_END = seconds(2)

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
    let hasWritten = false
    const beforeWriting = () => ((hasWritten = true), keySet.open())
    const written = keys === 'at-once' ? database : readyFirst(database, beforeWriting)
    const stamp = auditStampOf(keySet, random)
    const sql = createSqlStores(written, stamp)
    const stores = { ...sql, services: withOwnSources(sql.services, sql.sources, clock) }
    const sealing = { chain: stores.auditChain, mac: stamp.mac, clock }
    const close = async (): Promise<void> => {
      // No broker may be running that would seal what a command has written. What it did is done, sealed or not.
      if (hasWritten) await sealEntries(sealing, AbortSignal.timeout(SEAL_AT_THE_END)).catch(() => undefined)
      await database.close()
    }
    return { ...stores, auditMac: stamp.mac, database, keySet, close }
  })
}
