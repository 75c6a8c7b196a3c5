import type { Clock } from '../../domain/ports/clock.js'
import type { RedisConnection } from './connection.js'
import type { RedisKeys } from './keys.js'
import type { StoredValueDeps } from './stored-value.js'

/** What the stores of values that are read again work with. */
export interface RedisStoreDeps extends StoredValueDeps {
  readonly redis: RedisConnection
  readonly keys: RedisKeys
  readonly clock: Clock
}
