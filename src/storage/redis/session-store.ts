import { z } from 'zod'
import { BrokerError } from '../../domain/errors.js'
import { sessionId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { BrowserSession } from '../../domain/session.js'
import { RENEWAL_KEPT } from '../renewal-kept.js'
import { CREATE, END_ALL, RENEW, REPLACE } from './session-scripts.js'
import { sessionShape } from './session-shape.js'
import type { RedisStoreDeps } from './store-deps.js'
import { checkedReply, createStoredValues, done } from './stored-value.js'
import { timeLeft } from './time-left.js'

/** Sessions shared by all instances. One round trip an operation, each of them atomic, renewal and end of all too. */
export function createRedisSessionStore({ redis, keys, clock, ...sealing }: RedisStoreDeps): SessionStore {
  const values = createStoredValues(sessionShape, 'session', sealing)
  const keysOf = ({ id, account }: BrowserSession) => [keys.session(id), keys.sessionsOf(account)] as const
  const written = (session: BrowserSession, until: Instant): string[] => [
    String(session.version),
    values.write(session),
    timeLeft(until - clock.now()),
    session.id,
  ]
  return {
    async create(session, until) {
      refuseKnown(!done(await redis.run(CREATE, keysOf(session), written(session, until))))
    },
    async find(id) {
      const key = keys.session(id)
      return values.read(id, await redis.send(key, 'HGET', key, 'value'))
    },
    async replace(session, until) {
      const args = [...written(session, until), String(session.version - 1)]
      return done(await redis.run(REPLACE, keysOf(session), args))
    },
    async renew(old, session, until) {
      const args = [...written(session, until), old.id, String(old.version), timeLeft(RENEWAL_KEPT)]
      const its = [keys.session(old.id), keys.sessionRenewal(old.id)]
      const reply = await redis.run(RENEW, [...keysOf(session), ...its], args)
      refuseKnown(reply === -1)
      return done(reply)
    },
    async renewedAs(id) {
      const key = keys.sessionRenewal(id)
      return checkedReply(renewal, await redis.send(key, 'HGET', key, 'id'))
    },
    async end(id) {
      await redis.send(keys.session(id), 'DEL', keys.session(id))
    },
    async endAllOf(account, except = sessionId('')) {
      return checkedReply(z.int(), await redis.run(END_ALL, [keys.sessionsOf(account)], [keys.sessions, except]))
    },
  }
}

const renewal = z.string().transform(sessionId).nullable()

function refuseKnown(isKnown: boolean): void {
  if (isKnown) throw new BrokerError('internal', 'a session with this id exists')
}
