import type { Config } from '../config/config.js'
import { createKeyLifecycle } from '../crypto/key-lifecycle.js'
import { createKeyRing } from '../crypto/key-ring.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import type { Duration } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Random } from '../domain/ports/random.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { Dependency } from '../http/web-deps.js'
import { createServiceRegistry, type KeptServices } from '../storage/service-registry.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'
import { orClose } from './or-close.js'

interface PollingParts {
  readonly stores: Pick<SqlStores, 'services' | 'keys'>
  readonly keySet: KeySet
  readonly random: Random
  readonly log: Log
  readonly clock: Clock
  readonly pollEvery: Duration
}

export interface OpenedPolling {
  readonly registry: KeptServices
  readonly keys: SigningKeys
  /**
   * Whether registry and keys are in step with the store. A process that hears of no changes any more would go on
   * logging in at a service that was disabled.
   */
  readonly inStep: readonly Dependency[]
  close(): Promise<void>
}

/**
 * Opens registry and keys in memory, in step with the store; a store without keys gets them. Throws `OperatorError` for
 * a key that was made with another secret.
 */
export async function openPolling(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { stores, keySet, random, log, clock, pollEvery }: PollingParts,
): Promise<OpenedPolling> {
  const polling = (dependency: string) => ({
    pollEvery,
    onError: (error: unknown) => log.error('poll.failed', { dependency, ...logged(error) }),
  })
  const wrap = createKeyWrap(keySet.key('key-wrap'))
  const registry = createServiceRegistry(stores.services, polling('registry'))
  const keys = createKeyRing({ store: stores.keys, wrap, ...polling('keys') })
  const { hostname: host } = new URL(publicUrl)
  await createKeyLifecycle({ store: stores.keys, wrap, clock, random, host }).ensure()
  const close = async (): Promise<void> => void (await Promise.all([registry.stop(), keys.stop()]))
  return orClose({ close }, async () => {
    await keys.start()
    await registry.start()
    const inStep = [
      { name: 'registry', check: () => registry.inStep() },
      { name: 'keys', check: () => keys.inStep() },
    ]
    return { registry, keys, inStep, close }
  })
}

const logged = (error: unknown) => ({ detail: error instanceof Error ? error.message : 'unknown fault' })
