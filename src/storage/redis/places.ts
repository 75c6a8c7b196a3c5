import { z } from 'zod'
import type { Places } from '../../domain/ports/places.js'
import type { RedisConnection } from './connection.js'
import type { RedisKeys } from './keys.js'
import { script } from './script.js'
import { checkedReply } from './stored-value.js'
import { timeLeft } from './time-left.js'

// All keys of these scripts carry the hash tag {places}: one slot (see keys.ts). A group is a sorted set, id by end: what
// is over is thrown out when somebody looks, and the set goes with its last place.

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

// KEYS: the list of this thing's groups, then the groups. ARGV: id, time left, then how many each group has. 0: taken,
// else which group is full.
// check: places-are-limited-over-instances
const TAKE = script(`${NOW}
for place = 2, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[place], '-inf', now)
  if redis.call('ZCARD', KEYS[place]) >= tonumber(ARGV[place + 1]) then return place - 1 end
end
for place = 2, #KEYS do
  redis.call('ZADD', KEYS[place], now + ARGV[2], ARGV[1])
  redis.call('PEXPIREAT', KEYS[place], redis.call('ZRANGE', KEYS[place], -1, -1, 'WITHSCORES')[2])
  redis.call('RPUSH', KEYS[1], KEYS[place])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0`)

// KEYS: the list of this thing's groups. ARGV: id.
const GIVE_BACK = script(`
for _, group in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do redis.call('ZREM', group, ARGV[1]) end
redis.call('DEL', KEYS[1])
return 1`)

// KEYS: a group.
const TAKEN = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
return redis.call('ZCARD', KEYS[1])`)

/** Places shared by all instances. */
export const createRedisPlaces = (redis: RedisConnection, keys: RedisKeys): Places => ({
  async take(id, keepFor, groups) {
    const args = [id, timeLeft(keepFor), ...groups.map(({ most }) => String(most))]
    const full = checkedReply(
      z.int(),
      await redis.run(TAKE, [keys.placesOf(id), ...groups.map(({ name }) => keys.placeGroup(name))], args),
    )
    return groups[full - 1]?.name ?? null
  },
  async giveBack(id) {
    await redis.run(GIVE_BACK, [keys.placesOf(id)], [id])
  },
  async taken(group) {
    return checkedReply(z.int(), await redis.run(TAKEN, [keys.placeGroup(group)], []))
  },
})
