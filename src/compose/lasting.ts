import type { Config } from '../config/config.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import { createKeyedDigest } from '../crypto/keyed-digest.js'
import { proveSecret } from '../crypto/secret-proof.js'
import type { Job } from '../domain/job.js'
import type { AccountRecall } from '../domain/ports/account-recall.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Log } from '../domain/ports/log.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { UseCases } from '../domain/use-cases.js'
import type { Dependency } from '../http/web-deps.js'
import type { Metrics } from '../observability/metrics.js'
import type { Peers } from '../observability/peers.js'
import { createAccountRecall } from '../storage/account-recall.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import type { KeptServices } from '../storage/service-registry.js'
import { ensureSchema } from './database.js'
import type { Edges } from './edges.js'
import { openEphemeral, type OpenedEphemeral } from './ephemeral.js'
import { orClose } from './or-close.js'
import { openPolling } from './polling.js'
import { openStores, type OpenedStores } from './stores.js'
import { createUseCases } from './use-cases.js'

/** The receivers of what the broker tells. */
export interface Told {
  readonly log: Log
  readonly metrics: Metrics
  /** The other workers, if this process is one of several. */
  readonly peers: Peers | null
}

/** What stays while a broker's settings change: its stores, its keys, and what is made from these alone. */
export interface Lasting extends Edges, Told {
  readonly stores: OpenedStores
  /** What was read of accounts lately. */
  readonly recall: AccountRecall
  readonly ephemeral: EphemeralStores
  readonly keySet: KeySet
  readonly digest: KeyedDigest
  /** Services and keys in memory, in step with the stores. */
  readonly registry: KeptServices
  readonly keys: SigningKeys
  readonly useCases: UseCases
  /** What `/health/ready` asks of all this. */
  readonly dependencies: readonly Dependency[]
  /** The jobs of all this. */
  readonly jobs: readonly Job[]
  close(): Promise<void>
}

/**
 * Opens the stores that the config names, and the keys in them, which are made if there are none. Throws
 * `OperatorError` for whatever keeps a broker from starting; then everything that was opened is closed again.
 */
export async function openLasting(config: Config, around: Edges & Told): Promise<Lasting> {
  const stores = await openStores(config, around, { schema: ensureSchema, keys: 'at-once' })
  return orClose(stores, async () => {
    const { keySet } = stores
    proveSecret(createKeyWrap(keySet.key('key-wrap')), await stores.keys.all())
    const ephemeral = await openEphemeral(config, { ...around, keySet })
    return orClose(ephemeral.stores, () => lastingOn(stores, ephemeral, keySet, config, around))
  })
}

async function lastingOn(
  stores: OpenedStores,
  ephemeral: OpenedEphemeral,
  keySet: KeySet,
  config: Config,
  around: Edges & Told,
): Promise<Lasting> {
  const polling = await openPolling(config, { ...around, stores, keySet })
  const { registry, keys, inStep } = polling
  return {
    ...around,
    stores,
    recall: createAccountRecall(stores.accounts, stores.consents, around.clock),
    ephemeral: ephemeral.stores,
    keySet,
    digest: createKeyedDigest(keySet.key('digests')),
    registry,
    keys,
    useCases: createUseCases({ ...stores, ...ephemeral.stores, clock: around.clock }),
    dependencies: [{ name: 'database', check: () => stores.database.ping() }, ...ephemeral.dependencies, ...inStep],
    jobs: ephemeral.jobs,
    async close() {
      try {
        await polling.close()
      } finally {
        await ephemeral.stores.close().finally(() => stores.close())
      }
    },
  }
}
