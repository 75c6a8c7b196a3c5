import { createSecretKey, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createValueSeal } from '../../../src/crypto/value-seal.js'
import { openRedisStores, type RedisStores, type RedisStoresOptions } from '../../../src/storage/redis/redis-stores.js'
import { systemClock } from '../../../src/compose/system-clock.js'
import type { EphemeralHarness, MakeEphemeral } from '../../contracts/harness.js'
import { keptLog } from '../../support/kept-log.js'
import { freshPrefix } from '../../support/shared-redis.js'

/** All instances of the tests have one SECRET_KEY. */
export const SEAL = createValueSeal(createSecretKey(randomBytes(32)))

/** Stores on the Redis at `url`; the clock is the machine's, as Redis counts by its own. */
export const openTestStores = (url: string, options: Partial<RedisStoresOptions> = {}): Promise<RedisStores> =>
  openRedisStores({ url, clock: systemClock, log: keptLog().log, seal: SEAL, ...options })

/** Two instances on one Redis, in a place of their own. */
export const inRedis =
  <Store>(url: () => Promise<string>, pick: (stores: RedisStores) => Store): MakeEphemeral<Store> =>
  async (): Promise<EphemeralHarness<Store>> => {
    const prefix = freshPrefix()
    const address = await url()
    const [one, two] = [await openTestStores(address, { prefix }), await openTestStores(address, { prefix })]
    return {
      store: pick(one),
      other: pick(two),
      now: () => systemClock.now(),
      pass: (time) => sleep(time),
      breakDown: () => one.close(),
      close: async () => {
        await one.close()
        await two.close()
      },
    }
  }
