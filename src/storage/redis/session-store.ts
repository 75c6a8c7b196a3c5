import { z } from 'zod'
import { BrokerError } from '../../domain/errors.js'
import { sessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { RENEWAL_KEPT } from '../renewal-kept.js'
import { CREATE, END_ALL, FIND_NAMED, RENEW, REPLACE } from './session-scripts.js'
import { sessionShape } from './session-shape.js'
import type { RedisStoreDeps } from './store-deps.js'
import { checkedReply, createStoredValues, done, type StoredValues } from './stored-value.js'
import { timeLeft } from './time-left.js'

/** Sessions shared by all instances. One round trip an operation, each of them atomic, renewal and end of all too. */
export function createRedisSessionStore({ redis, keys, clock, ...sealing }: RedisStoreDeps): SessionStore {
  const values = createStoredValues(sessionShape, 'session', sealing)
  const keysOf = ({ id, account }: BrowserSession) => [keys.session(id), keys.sessionsOf(account)] as const
  const namesOf = (session: BrowserSession) => nameKeysOf(session).map((nameKey) => keys.sessionsNamed(nameKey))
  const written = (session: BrowserSession, until: Instant): string[] => [
    String(session.version),
    values.write(session),
    timeLeft(until - clock.now()),
    session.id,
  ]
  return {
    async create(session, until) {
      refuseKnown(!done(await redis.run(CREATE, [...keysOf(session), ...namesOf(session)], written(session, until))))
    },
    async find(id) {
      const key = keys.session(id)
      return values.read(id, await redis.send(key, 'HGET', key, 'value'))
    },
    async replace(session, until) {
      const args = [...written(session, until), String(session.version - 1)]
      return done(await redis.run(REPLACE, [...keysOf(session), ...namesOf(session)], args))
    },
    async renew(old, session, until) {
      const args = [...written(session, until), old.id, String(old.version), timeLeft(RENEWAL_KEPT)]
      const names = [keys.session(old.id), keys.sessionRenewal(old.id), ...namesOf(session)]
      const reply = await redis.run(RENEW, [...keysOf(session), ...names], args)
      refuseKnown(reply === -1)
      return done(reply)
    },
    renewedAs: async (id) =>
      checkedReply(renewal, await redis.send(keys.sessionRenewal(id), 'HGET', keys.sessionRenewal(id), 'id')),
    findByName: finderByName({ redis, keys, values }),
    async end(id) {
      await redis.send(keys.session(id), 'DEL', keys.session(id))
    },
    async endAllOf(account, except = sessionId('')) {
      return checkedReply(z.int(), await redis.run(END_ALL, [keys.sessionsOf(account)], [keys.sessions, except]))
    },
  }
}

/** None of a session that an earlier version stored. */
const nameKeysOf = ({ participations }: BrowserSession): readonly string[] =>
  participations.flatMap(({ nameKey }) => (nameKey === '' ? [] : [nameKey]))

const finderByName =
  ({
    redis,
    keys,
    values,
  }: Pick<RedisStoreDeps, 'redis' | 'keys'> & { readonly values: StoredValues<BrowserSession> }) =>
  async (nameKey: string): Promise<readonly BrowserSession[]> => {
    const reply = await redis.run(FIND_NAMED, [keys.sessionsNamed(nameKey)], [keys.sessions])
    const held = checkedReply(z.array(z.string()), reply)
    const found = held.flatMap((id, at) => (at % 2 === 0 ? (values.read(sessionId(id), held[at + 1]) ?? []) : []))
    // check: a-session-is-found-by-its-present-name
    return found.filter(({ participations }) => participations.some((each) => each.nameKey === nameKey))
  }

const renewal = z.string().transform(sessionId).nullable()

function refuseKnown(isKnown: boolean): void {
  if (isKnown) throw new BrokerError('internal', 'a session with this id exists')
}
