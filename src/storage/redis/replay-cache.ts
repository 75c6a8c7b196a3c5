import { z } from 'zod'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { RedisConnection } from './connection.js'
import type { RedisKeys } from './keys.js'
import { checkedReply } from './stored-value.js'
import { timeLeft } from './time-left.js'

/** Claims shared by all instances: one command that sets what is not there, or tells what is. */
export const createRedisReplayCache = (redis: RedisConnection, keys: RedisKeys): ReplayCache => ({
  async claim(key, holder, keepFor) {
    const name = keys.claim(key)
    const first = await redis.send(name, 'SET', name, holder, 'NX', 'GET', 'PX', timeLeft(keepFor))
    return checkedReply(z.string().nullable(), first)
  },
})
