import { z } from 'zod'
import { changeAgain, OVERTAKEN } from '../../domain/change-again.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { sessionId, type SessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { RENEWAL_KEPT } from '../renewal-kept.js'
import type { RedisKeys } from './keys.js'
import type { Script } from './script.js'
import { CREATE, END, END_ALL, FIND_LISTED, FIND_THESE, RENEW, REPLACE } from './session-scripts.js'
import { sessionShape } from './session-shape.js'
import type { RedisStoreDeps } from './store-deps.js'
import { checkedReply, createStoredValues, done, type StoredValues } from './stored-value.js'
import { timeLeft } from './time-left.js'

/** Sessions shared by all instances. One round trip an operation, each of them atomic, renewal and end of all too. */
export function createRedisSessionStore({ redis, keys, clock, ...sealing }: RedisStoreDeps): SessionStore {
  const values = createStoredValues(sessionShape, 'session', sealing)
  const find: SessionStore['find'] = async (id) => {
    const key = keys.session(id)
    return values.read(id, await redis.send(key, 'HGET', key, 'value'))
  }
  const write: Write = (script, session, until, { others = [], args = [] }) => {
    const written = [String(session.version), values.write(session), timeLeft(until - clock.now()), session.id]
    const names = nameKeysOf(session).map((nameKey) => keys.sessionsNamed(nameKey))
    return redis.run(
      script,
      [keys.session(session.id), keys.sessionsOf(session.account), ...others, ...names],
      [...written, ...args],
    )
  }
  return {
    async create(session, until) {
      refuseKnown(!done(await write(CREATE, session, until, {})))
    },
    find,
    findLeft: find,
    ...changesOf(find, write, keys),
    async renewedAs(id) {
      const key = keys.sessionRenewal(id)
      return checkedReply(renewal, await redis.send(key, 'HGET', key, 'id'))
    },
    ...findersOf({ redis, keys, values }),
    async end(id) {
      const held = await redis.run(END, [keys.session(id)], [])
      // It has ended, whatever it was.
      return legible(() => values.read(id, held))
    },
    async endAllOf(account, except = sessionId('')) {
      const held = await redis.run(END_ALL, [keys.sessionsOf(account)], [keys.sessions, except])
      return pairsIn(held).flatMap(([id, value]) => legible(() => values.read(id, value)) ?? [])
    },
  }
}

/** Runs a script that keeps a session; `others`: its keys beside the session's and the list's, `args` likewise. */
type Write = (
  script: Script,
  session: BrowserSession,
  until: Instant,
  more: { readonly others?: readonly string[]; readonly args?: readonly string[] },
) => Promise<unknown>

function changesOf(find: SessionStore['find'], write: Write, keys: RedisKeys): Pick<SessionStore, 'change' | 'renew'> {
  return {
    change: (seen, change, until) =>
      fromSeen(
        seen,
        find,
        async (held) => {
          const changed = change(held)
          if (!changed) return null
          const next = { ...changed, version: held.version + 1 }
          return done(await write(REPLACE, next, until(next), { args: [String(held.version)] })) ? next : OVERTAKEN
        },
        () => null,
      ),
    renew: (seen, renewed, until) =>
      fromSeen(
        seen,
        find,
        async (held) => {
          const next = { ...renewed(held), version: 1 }
          const others = [keys.session(held.id), keys.sessionRenewal(held.id)]
          const args = [held.id, String(held.version), timeLeft(RENEWAL_KEPT)]
          const reply = await write(RENEW, next, until(next), { others, args })
          refuseKnown(reply === -1)
          return done(reply) ? next : OVERTAKEN
        },
        () => {
          throw new BrokerError('login-moved-on', 'other tabs keep changing the session')
        },
      ),
  }
}

type Tried = BrowserSession | null

/** The first try begins from what was seen, which saves a round trip; every other from what is stored by then. */
function fromSeen(
  seen: BrowserSession,
  find: SessionStore['find'],
  attempt: (held: BrowserSession) => Promise<Tried | typeof OVERTAKEN>,
  exhausted: () => Tried,
): Promise<Tried> {
  let isFirst = true
  return changeAgain(async () => {
    const held = isFirst ? seen : await find(seen.id)
    isFirst = false
    return held && attempt(held)
  }, exhausted)
}
/** None of a session that an earlier version stored. */
const nameKeysOf = ({ participations }: BrowserSession): readonly string[] =>
  participations.flatMap(({ nameKey }) => (nameKey === '' ? [] : [nameKey]))

/** How many keys a node looks at in one go, of whatever is stored there. */
const LOOKED_AT = '1000'

function findersOf({
  redis,
  keys,
  values,
}: Pick<RedisStoreDeps, 'redis' | 'keys'> & { readonly values: StoredValues<BrowserSession> }): Pick<
  SessionStore,
  'findByName' | 'allOf' | 'each'
> {
  const readAll = (reply: unknown): readonly BrowserSession[] =>
    pairsIn(reply).flatMap(([id, value]) => values.read(id, value) ?? [])
  const listed = async (list: string): Promise<readonly BrowserSession[]> =>
    readAll(await redis.run(FIND_LISTED, [list], [keys.sessions]))
  return {
    async findByName(nameKey) {
      const found = await listed(keys.sessionsNamed(nameKey))
      // check: a-session-is-found-by-its-present-name
      return found.filter(({ participations }) => participations.some((each) => each.nameKey === nameKey))
    },
    allOf: (account) => listed(keys.sessionsOf(account)),
    async *each() {
      // All of them lie in one slot, so that one node has them all.
      let cursor = '0'
      do {
        const asked = ['SCAN', cursor, 'MATCH', `${matching(keys.sessions)}*`, 'COUNT', LOOKED_AT]
        const [next, found] = checkedReply(scanned, await redis.send(keys.sessions, ...asked))
        cursor = next
        const ids = found.map((key) => key.slice(keys.sessions.length))
        if (ids.length === 0) continue
        const pairs = pairsIn(await redis.run(FIND_THESE, [keys.sessions], ids))
        yield pairs.flatMap(([id, value]) => legible(() => values.read(id, value)) ?? [])
      } while (cursor !== '0')
    },
  }
}

const scanned = z.tuple([z.string(), z.array(z.string())])

/** A name in a pattern, where brackets and the like stand for themselves. */
const matching = (name: string): string => name.replace(/[*?[\]\\^-]/g, '\\$&')

/** The ids and values of a reply that holds them in turn. */
function pairsIn(reply: unknown): readonly (readonly [SessionId, string])[] {
  const held = checkedReply(z.array(z.string()), reply)
  return held.flatMap((id, at) => (at % 2 === 0 ? [[sessionId(id), held[at + 1] ?? ''] as const] : []))
}

/** What can be read of a session that has ended; one that has another shape was ended all the same. */
function legible(read: () => BrowserSession | null): BrowserSession | null {
  try {
    return read()
  } catch {
    return null
  }
}

const renewal = z.string().transform(sessionId).nullable()

function refuseKnown(isKnown: boolean): void {
  if (isKnown) throw new BrokerError('internal', 'a session with this id exists')
}
