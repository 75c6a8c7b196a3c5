import type { Config } from '../config/config.js'
import { createKeyLifecycle } from '../crypto/key-lifecycle.js'
import { createKeyRing } from '../crypto/key-ring.js'
import type { KeySet } from '../crypto/key-set.js'
import { createKeyWrap } from '../crypto/key-wrap.js'
import type { Hsm } from '../crypto/pkcs11/hsm.js'
import type { Duration } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { Random } from '../domain/ports/random.js'
import type { SigningKeys } from '../domain/ports/signing-keys.js'
import type { Dependency } from '../http/web-deps.js'
import { createFollowedLogos, type FollowedLogos } from '../storage/followed-logos.js'
import { createFollowedSwitches, type FollowedSwitches } from '../storage/followed-switches.js'
import { createFollowedUpstreams, type FollowedUpstreams } from '../storage/followed-upstreams.js'
import { createServiceRegistry, type KeptServices } from '../storage/service-registry.js'
import type { SqlStores } from '../storage/sql/sql-stores.js'
import { orClose } from './or-close.js'

interface PollingParts {
  readonly stores: Pick<SqlStores, 'services' | 'keys' | 'methodSwitches' | 'logos' | 'upstreams'>
  readonly keySet: KeySet
  readonly hsm: Hsm | null
  readonly random: Random
  readonly log: Log
  readonly clock: Clock
  readonly pollEvery: Duration
}

export interface OpenedPolling {
  readonly registry: KeptServices
  readonly keys: SigningKeys
  readonly switches: FollowedSwitches
  readonly upstreams: FollowedUpstreams
  /** Not among what logins wait for: without it pages show no pictures. */
  readonly logos: FollowedLogos
  /**
   * Whether registry, keys, switches and upstreams are in step with the store. A process that hears of no changes any more
   * would go on logging in at a service that was disabled, or by a method that was switched off or removed. With an HSM, whether it
   * answers and holds the keys that sign.
   */
  readonly inStep: readonly Dependency[]
  close(): Promise<void>
}

/**
 * Opens registry, keys, switches and upstreams in memory, in step with the store; a store without keys gets them. Throws `OperatorError` for
 * a key that was made with another secret.
 */
export async function openPolling(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { stores, keySet, hsm, random, log, clock, pollEvery }: PollingParts,
): Promise<OpenedPolling> {
  const polling = (dependency: string) => ({
    pollEvery,
    onError: (error: unknown) => log.error('poll.failed', { dependency, ...logged(error) }),
  })
  const wrap = createKeyWrap(keySet.key('key-wrap'))
  const registry = createServiceRegistry(stores.services, polling('registry'))
  const switches = createFollowedSwitches(stores.methodSwitches, polling('methods'))
  const upstreams = createFollowedUpstreams(stores.upstreams, polling('upstreams'))
  const logos = createFollowedLogos(stores.logos, polling('logos'))
  const keys = createKeyRing({ store: stores.keys, wrap, hsm, ...polling('keys') })
  const { hostname: host } = new URL(publicUrl)
  await createKeyLifecycle({ store: stores.keys, wrap, clock, random, host }).ensure()
  const followed = [registry, keys, switches, upstreams, logos]
  const close = async (): Promise<void> => void (await Promise.all(followed.map((each) => each.stop())))
  return orClose({ close }, async () => {
    await keys.start()
    await registry.start()
    await switches.start()
    await upstreams.start()
    await logos.start()
    const upToDate = () =>
      registry
        .inStep()
        .then(() => switches.inStep())
        .then(() => upstreams.inStep())
    const inStep = [
      { name: 'registry', check: upToDate },
      { name: 'keys', check: () => keys.inStep() },
      ...(hsm ? [{ name: 'hsm', check: () => hsm.check(keys.heldByHsm()) }] : []),
    ]
    return { registry, keys, switches, upstreams, logos, inStep, close }
  })
}

const logged = (error: unknown) => ({ detail: error instanceof Error ? error.message : 'unknown fault' })
