import { z } from 'zod'
import { LOGOUT_LIFETIME } from '../../domain/logout.js'
import type { UntoldLogouts } from '../../domain/ports/untold-logouts.js'
import type { RedisConnection } from './connection.js'
import type { RedisKeys } from './keys.js'
import { script } from './script.js'
import { checkedReply } from './stored-value.js'
import { timeLeft } from './time-left.js'

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

// KEYS: the list, a sorted set, id by when it is to be looked at. ARGV: id, in how long that is, how long the list is kept:
// longer than any logout in it, where no broker is left that would look.
const NOTE = script(`${NOW}
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`)

// KEYS: the list. ARGV: how many at most.
const DUE = script(`${NOW}
return redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])`)

/** The list of all instances, by the clock of Redis. */
export function createRedisUntoldLogouts(redis: RedisConnection, { untoldLogouts: key }: RedisKeys): UntoldLogouts {
  return {
    async note(id, after) {
      await redis.run(NOTE, [key], [id, timeLeft(after), timeLeft(2 * LOGOUT_LIFETIME)])
    },
    due: async (most) => checkedReply(z.array(z.string()), await redis.run(DUE, [key], [String(most)])),
    async forget(id) {
      await redis.send(key, 'ZREM', key, id)
    },
  }
}
