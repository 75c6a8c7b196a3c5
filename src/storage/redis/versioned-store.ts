import type { z } from 'zod'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Versioned, VersionedStore } from '../../domain/ports/versioned-store.js'
import type { RedisStoreDeps } from './store-deps.js'
import { createStoredValues, done } from './stored-value.js'
import { timeLeft } from './time-left.js'
import { CREATE, REPLACE } from './versioned-scripts.js'

export interface VersionedKind<Value extends Versioned> {
  readonly shape: z.ZodType<Value>
  readonly keyOf: (id: string) => string
  /** For faults, and for what a sealed value is bound to. */
  readonly what: 'pass challenge' | 'pass pairing' | 'card inquiry' | 'logout' | 'artifact' | 'upstream answer'
}

/** Values under way, sealed and shared by all instances. One round trip an operation. */
export function createRedisVersionedStore<Value extends Versioned>(
  { redis, clock, seal, log }: RedisStoreDeps,
  { shape, keyOf, what }: VersionedKind<Value>,
): VersionedStore<Value> {
  const values = createStoredValues(shape, what, { seal, log })
  const written = (value: Value): string[] => [
    String(value.version),
    values.write(value),
    timeLeft(value.keepUntil - clock.now()),
  ]
  return {
    async create(value) {
      if (!done(await redis.run(CREATE, [keyOf(value.id)], written(value)))) {
        throw new BrokerError('internal', `a ${what} with this id exists`)
      }
    },
    async find(id) {
      const key = keyOf(id)
      return values.read(id, await redis.send(key, 'HGET', key, 'value'))
    },
    async replace(value) {
      const args = [...written(value), String(value.version - 1)]
      return done(await redis.run(REPLACE, [keyOf(value.id)], args))
    },
  }
}
