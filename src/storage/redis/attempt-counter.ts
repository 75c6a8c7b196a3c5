import { z } from 'zod'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { RedisConnection } from './connection.js'
import type { RedisKeys } from './keys.js'
import { script } from './script.js'
import { checkedReply } from './stored-value.js'
import { timeLeft } from './time-left.js'

/** Members that are told apart under one key. Far above every rate limit; beyond it each failure counts. */
const MEMBERS_KEPT = 1000

// KEYS: the counter, a hash of `count` and one field `=<member>` for each member. ARGV: the window, the member if any.
const ADD = script(`
local field = ARGV[2] and '=' .. ARGV[2]
if field and redis.call('HEXISTS', KEYS[1], field) == 1 then
  return tonumber(redis.call('HGET', KEYS[1], 'count'))
end
local count = redis.call('HINCRBY', KEYS[1], 'count', 1)
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
if field and redis.call('HLEN', KEYS[1]) <= ${MEMBERS_KEPT} then redis.call('HSET', KEYS[1], field, '') end
return count`)

// A window that is over holds no counts to take one from.
const TAKE_BACK = script(`
if tonumber(redis.call('HGET', KEYS[1], 'count') or 0) > 0 then redis.call('HINCRBY', KEYS[1], 'count', -1) end
return 1`)

// The count and the time left of its window, as one moment has them.
const READ = script(`
return { tonumber(redis.call('HGET', KEYS[1], 'count') or 0), redis.call('PTTL', KEYS[1]) }`)

const readReply = z.tuple([z.int(), z.int()])

/** Failed proofs counted by all instances together. */
export const createRedisAttemptCounter = (redis: RedisConnection, keys: RedisKeys, clock: Clock): AttemptCounter => ({
  async add(key, window, member) {
    const args = [timeLeft(window), ...(member === undefined ? [] : [member])]
    return checkedReply(z.int(), await redis.run(ADD, [keys.attempts(key)], args))
  },
  async takeBack(key) {
    await redis.run(TAKE_BACK, [keys.attempts(key)], [])
  },
  async read(key) {
    const [count, left] = checkedReply(readReply, await redis.run(READ, [keys.attempts(key)], []))
    return left < 0 ? { count: 0, until: null } : { count, until: clock.now() + left }
  },
  async clear(key) {
    const name = keys.attempts(key)
    await redis.send(name, 'DEL', name)
  },
})
