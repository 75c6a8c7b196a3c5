import type { Config } from '../config/config.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import { createKeyedDigest } from '../crypto/keyed-digest.js'
import { proveSecret } from '../crypto/secret-proof.js'
import type { Hsm } from '../crypto/pkcs11/hsm.js'
import type { Job } from '../domain/job.js'
import type { AccountRecall } from '../domain/ports/account-recall.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Log } from '../domain/ports/log.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { UseCases } from '../domain/use-cases.js'
import type { Dependency } from '../http/web-deps.js'
import type { Metrics } from '../observability/metrics.js'
import type { Peers } from '../observability/peers.js'
import { createFetchCounts, type FetchCounts } from '../operators/keys/count-fetches.js'
import type { ReadMetadata } from '../operators/services/service-deps.js'
import { createAccountRecall } from '../storage/account-recall.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import { countedSessions } from '../sessions/session-policy.js'
import type { FollowedLogos } from '../storage/followed-logos.js'
import type { FollowedSwitches } from '../storage/followed-switches.js'
import type { FollowedUpstreams } from '../storage/followed-upstreams.js'
import type { KeptServices } from '../storage/service-registry.js'
import { ensureSchema } from './database.js'
import type { Edges } from './edges.js'
import { openEphemeral, type OpenedEphemeral } from './ephemeral.js'
import { orClose } from './or-close.js'
import { openSealing } from './audit-jobs.js'
import { openHsm } from './open-hsm.js'
import { fetchCountJob } from './operator-jobs.js'
import { openPolling } from './polling.js'
import { sparingReader } from './sparing-reader.js'
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
  /** Which methods are switched off. */
  readonly switches: FollowedSwitches
  /** Other accounts as ways to log in. */
  readonly upstreams: FollowedUpstreams
  readonly logos: FollowedLogos
  /** Reads metadata for the console and for sources: one large file at a time in the whole process. */
  readonly readMetadata: ReadMetadata
  readonly useCases: UseCases
  /** Counts of fetches of the broker's metadata that are not written yet. */
  readonly fetches: FetchCounts
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
    tellOfSecret(config, keySet, around.log)
    proveSecret(createKeyWrap(keySet.key('key-wrap')), await stores.keys.all())
    const ephemeral = await openEphemeral(config, { ...around, keySet })
    return orClose(ephemeral.stores, async () => {
      const hsm = await openHsm(config)
      const close = async (): Promise<void> => hsm?.close()
      return orClose({ close }, () => lastingOn({ stores, ephemeral, keySet, hsm }, config, around))
    })
  })
}

/** A secret is left behind in two steps, and the second is easily forgotten. */
function tellOfSecret({ secretKeyPrevious }: Config, keySet: KeySet, log: Log): void {
  const keys = keySet.behind()
  if (keys > 0) {
    log.warn('keys.behind', { count: keys, detail: 'SECRET_KEY_PREVIOUS opens them; run: servicekonto keys rewrap' })
  } else if (secretKeyPrevious) {
    log.info('keys.rewrapped', { detail: 'SECRET_KEY opens every stored key; SECRET_KEY_PREVIOUS can be taken out' })
  }
}

interface Opened {
  readonly stores: OpenedStores
  readonly ephemeral: OpenedEphemeral
  readonly keySet: KeySet
  readonly hsm: Hsm | null
}

async function lastingOn(
  { stores, ephemeral, keySet, hsm }: Opened,
  config: Config,
  around: Edges & Told,
): Promise<Lasting> {
  const polling = await openPolling(config, { ...around, stores, keySet, hsm })
  const { registry, keys, switches, upstreams, logos, inStep } = polling
  const sessions = countedSessions(ephemeral.stores.sessions, switches.switched)
  const stored = { ...ephemeral.stores, sessions }
  const fetches = createFetchCounts(stores.metadataFetches, around.clock)
  const sealing = openSealing({ chain: stores.auditChain, mac: stores.auditMac, clock: around.clock }, around.log)
  return {
    ...around,
    stores,
    recall: createAccountRecall(stores.accounts, stores.consents, around.clock),
    ephemeral: stored,
    keySet,
    digest: createKeyedDigest(keySet.key('digests')),
    registry,
    keys,
    switches,
    upstreams,
    logos,
    fetches,
    readMetadata: sparingReader(config, around),
    useCases: createUseCases({ ...stores, ...stored, clock: around.clock }),
    dependencies: [{ name: 'database', check: () => stores.database.ping() }, ...ephemeral.dependencies, ...inStep],
    jobs: [fetchCountJob(fetches), ...ephemeral.jobs, ...(around.tendsAudit ? [sealing.job] : [])],
    async close() {
      try {
        if (around.tendsAudit) await sealing.close()
        await polling.close()
        await hsm?.close()
      } finally {
        await ephemeral.stores.close().finally(() => stores.close())
      }
    },
  }
}
