import { script } from './script.js'

// All keys of these scripts carry the hash tag {sessions}: one slot (see keys.ts).
//
// An account's sessions are a sorted set, id by end: what is over is thrown out when another is added, and the set goes
// with its last session. An id in it may be that of a session that has ended: it counts for nothing. The sessions that a
// service may name are listed in the same way; an id there may also be of one that goes by another name by now.

const KEEP = `
local function enlist(list, id, now, left)
  redis.call('ZREMRANGEBYSCORE', list, '-inf', now)
  redis.call('ZADD', list, now + left, id)
  redis.call('PEXPIREAT', list, redis.call('ZRANGE', list, -1, -1, 'WITHSCORES')[2])
end
local function keep(session, list, version, value, left, id, names)
  redis.call('HSET', session, 'version', version, 'value', value)
  redis.call('PEXPIRE', session, left)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  enlist(list, id, now, left)
  for each = names, #KEYS do enlist(KEYS[each], id, now, left) end
end
`

// KEYS: the session, its account's list, those of its names. ARGV: version, value, time left, id; for REPLACE the version it replaces.
export const CREATE = script(`${KEEP}
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
keep(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 3)
return 1`)

export const REPLACE = script(`${KEEP}
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[5] then return 0 end
keep(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 3)
return 1`)

// KEYS: the new session, its account's list, the old session, its renewal, the lists of its names. ARGV: as for CREATE, the old id, the version
// that it has to have, how long the renewal is known. -1: the new id is taken.
export const RENEW = script(`${KEEP}
if redis.call('HGET', KEYS[3], 'version') ~= ARGV[6] then return 0 end
if redis.call('EXISTS', KEYS[1]) == 1 then return -1 end
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[2], ARGV[5])
redis.call('HSET', KEYS[4], 'id', ARGV[4])
redis.call('PEXPIRE', KEYS[4], ARGV[7])
keep(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4], 5)
return 1`)

// KEYS: the session. Its value as it was.
export const END = script(`
local value = redis.call('HGET', KEYS[1], 'value')
redis.call('DEL', KEYS[1])
return value`)

// KEYS: an account's list. ARGV: what the key of a session begins with, the id that stays (none has the id ''). The
// sessions' keys lie in the list's slot; a list that is empty is gone. Ids and values of those that were there, in turn.
export const END_ALL = script(`
local ended = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if id ~= ARGV[2] then
    local value = redis.call('HGET', ARGV[1] .. id, 'value')
    if value then
      ended[#ended + 1] = id
      ended[#ended + 1] = value
    end
    redis.call('DEL', ARGV[1] .. id)
    redis.call('ZREM', KEYS[1], id)
  end
end
return ended`)

// KEYS: what the key of a session begins with. ARGV: ids. Ids and values of those that are there, in turn.
export const FIND_THESE = script(`
local found = {}
for _, id in ipairs(ARGV) do
  local value = redis.call('HGET', KEYS[1] .. id, 'value')
  if value then
    found[#found + 1] = id
    found[#found + 1] = value
  end
end
return found`)

// KEYS: a list, of a name or an account. ARGV: what the key of a session begins with. Ids and values of those that are
// there, in turn.
export const FIND_LISTED = script(`
local found = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local value = redis.call('HGET', ARGV[1] .. id, 'value')
  if value then
    found[#found + 1] = id
    found[#found + 1] = value
  end
end
return found`)
