import type { z } from 'zod'
import { BrokerError } from '../../domain/errors.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Versioned, VersionedStore } from '../../domain/ports/versioned-store.js'
import type { RedisConnection } from './connection.js'
import { done, storedValue } from './stored-value.js'
import { timeLeft } from './time-left.js'
import { CREATE, REPLACE } from './versioned-scripts.js'

export interface VersionedKind<Value extends Versioned> {
  readonly shape: z.ZodType<Value>
  readonly keyOf: (id: string) => string
  /** For faults: what kind of value it is. */
  readonly what: string
  readonly clock: Clock
}

/** Values under way, shared by all instances. One round trip an operation. */
export function createRedisVersionedStore<Value extends Versioned>(
  redis: RedisConnection,
  { shape, keyOf, what, clock }: VersionedKind<Value>,
): VersionedStore<Value> {
  const written = (value: Value): string[] => [
    String(value.version),
    JSON.stringify(value),
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
      return storedValue(shape, await redis.send(key, 'HGET', key, 'value'), id, what)
    },
    async replace(value) {
      const args = [...written(value), String(value.version - 1)]
      return done(await redis.run(REPLACE, [keyOf(value.id)], args))
    },
  }
}
