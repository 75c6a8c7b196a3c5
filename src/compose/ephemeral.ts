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

/** What has an end, and what `/health/ready` asks about it: nothing where it lives in this process. */
export interface OpenedEphemeral {
  readonly stores: EphemeralStores
  readonly dependencies: readonly Dependency[]
  /** Throws out what has expired: where it lives in this process, which nobody else does that for. */
  readonly jobs: readonly Job[]
}

interface EphemeralParts {
  readonly keySet: KeySet
  readonly log: Log
  readonly clock: Clock
}

/**
 * In Redis, sealed, where REDIS_URL names one, else in this process. Throws `OperatorError` if that Redis does not
 * answer.
 */
export async function openEphemeral(
  { redisUrl }: Config,
  { keySet, log, clock }: EphemeralParts,
): Promise<OpenedEphemeral> {
  if (redisUrl === null) return openInProcess(clock)
  // Its client is loaded where there is one to talk to.
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
