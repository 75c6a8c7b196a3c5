import type { Config } from '../config/config.js'
import type { KeySet } from '../crypto/key-set.js'
import { createValueSeal } from '../crypto/value-seal.js'
import { minutes } from '../domain/instant.js'
import type { Job } from '../domain/job.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Dependency } from '../http/web-deps.js'
import type { EphemeralStores } from '../storage/ephemeral-stores.js'
import { createMemoryStores } from '../storage/memory/ephemeral-stores.js'

/**
 * The stores of values that expire. `dependencies`: what `/health/ready` asks about them; none if they live in this
 * process.
 */
export interface OpenedEphemeral {
  readonly stores: EphemeralStores
  readonly dependencies: readonly Dependency[]
  /** Throw out what has expired, if the stores live in this process; otherwise nobody would. */
  readonly jobs: readonly Job[]
}

interface EphemeralParts {
  readonly keySet: KeySet
  readonly log: Log
  readonly clock: Clock
}

/**
 * Opens these stores in Redis, sealed, if REDIS_URL names one, otherwise in this process. Throws `OperatorError` if
 * that Redis does not answer.
 */
export async function openEphemeral(
  { redisUrl }: Config,
  { keySet, log, clock }: EphemeralParts,
): Promise<OpenedEphemeral> {
  if (redisUrl === null) return openInProcess(clock)
  // The Redis client is loaded only if there is a Redis to talk to.
  const { openRedisStores } = await import('../storage/redis/redis-stores.js')
  const stores = await openRedisStores({
    url: redisUrl,
    clock,
    log,
    seal: createValueSeal(keySet.key('stored-values')),
  })
  return { stores, dependencies: [{ name: 'redis', check: () => stores.ping() }], jobs: [] }
}

const SWEPT_EVERY = minutes(1)

function openInProcess(clock: Clock): OpenedEphemeral {
  const stores = createMemoryStores({ clock })
  return {
    stores,
    dependencies: [],
    jobs: [
      { name: 'clean-up', every: SWEPT_EVERY, within: SWEPT_EVERY, once: 'process', run: async () => stores.sweep() },
    ],
  }
}
