import { setTimeout as sleep } from 'node:timers/promises'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Log } from '../../domain/ports/log.js'
import type { EphemeralStores } from '../ephemeral-stores.js'
import { parseRedisAddress, type RedisAddress } from './address.js'
import { upstreamAnswerShape } from './upstream-answer-shape.js'
import { artifactShape } from './artifact-shape.js'
import { inquiryShape } from './card-inquiry-shape.js'
import { createRedisAttemptCounter } from './attempt-counter.js'
import { createRedisConnection, whyUnusable, type RedisConnection } from './connection.js'
import { createRedisKeys, KEY_PREFIX, type RedisKeys } from './keys.js'
import type { RedisStoreDeps } from './store-deps.js'
import { createRedisLoginStore } from './login-store.js'
import { logoutShape } from './logout-shape.js'
import { createRedisPlaces } from './places.js'
import { createRedisReplayCache } from './replay-cache.js'
import { challengeShape, pairingShape } from './pass-shapes.js'
import { createRedisSessionStore } from './session-store.js'
import { createRedisUntoldLogouts } from './untold-logouts.js'
import { createRedisVersionedStore } from './versioned-store.js'

/** The ephemeral stores of several instances. */
export interface RedisStores extends EphemeralStores {
  /** Resolves if Redis answers; else throws `BrokerError('unavailable')`. For readiness. */
  ping(): Promise<void>
}

export interface RedisStoresOptions {
  /** In one of the forms that `parseRedisAddress` takes. */
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** How values lie in Redis: it, its replicas, files and backups hold what citizens release. */
  readonly seal: ValueSeal
  /** What every key begins with. */
  readonly prefix?: string
  /** How long an answer may take. */
  readonly answerWithin?: Duration
  /** After so long without an answer everything is connected anew. */
  readonly renewAfter?: Duration
  /** How long the first answer may take. */
  readonly startWithin?: Duration
}

/**
 * Connects, and resolves as soon as Redis has answered. Throws `OperatorError` if it does not at the start; afterwards
 * every operation throws `BrokerError('unavailable')` while it does not, and works again when it does.
 */
export async function openRedisStores(options: RedisStoresOptions): Promise<RedisStores> {
  const { url, clock, prefix = KEY_PREFIX, startWithin = seconds(5) } = options
  const address = parseRedisAddress(url)
  if (!address) throw new OperatorError('redis-address', 'REDIS_URL is no address (not shown) that can be used')
  const redis = createRedisConnection({ ...options, address })
  await firstAnswer(redis, address, startWithin)
  const keys = createRedisKeys(prefix)
  const deps = { redis, keys, clock, seal: options.seal, log: options.log }
  return {
    logins: createRedisLoginStore(deps),
    sessions: createRedisSessionStore(deps),
    replay: createRedisReplayCache(redis, keys),
    attempts: createRedisAttemptCounter(redis, keys, clock),
    places: createRedisPlaces(redis, keys),
    ...versionedStores(deps, keys),
    untoldLogouts: createRedisUntoldLogouts(redis, keys),
    ping: () => redis.ping(),
    close: () => redis.close(),
  }
}

/** The values under way that several change. */
const versionedStores = (deps: RedisStoreDeps, keys: RedisKeys) => ({
  passChallenges: createRedisVersionedStore(deps, {
    shape: challengeShape,
    keyOf: (id) => keys.passChallenge(id),
    what: 'pass challenge',
  }),
  passPairings: createRedisVersionedStore(deps, {
    shape: pairingShape,
    keyOf: (id) => keys.passPairing(id),
    what: 'pass pairing',
  }),
  cardInquiries: createRedisVersionedStore(deps, {
    shape: inquiryShape,
    keyOf: (id) => keys.cardInquiry(id),
    what: 'card inquiry',
  }),
  logouts: createRedisVersionedStore(deps, { shape: logoutShape, keyOf: (id) => keys.logout(id), what: 'logout' }),
  artifacts: createRedisVersionedStore(deps, {
    shape: artifactShape,
    keyOf: (id) => keys.artifact(id),
    what: 'artifact',
  }),
  upstreamAnswers: createRedisVersionedStore(deps, {
    shape: upstreamAnswerShape,
    keyOf: (id) => keys.upstreamAnswer(id),
    what: 'upstream answer',
  }),
})

const PAUSE_MS = 25

async function firstAnswer(redis: RedisConnection, { nodes }: RedisAddress, within: Duration): Promise<void> {
  const end = performance.now() + within
  for (;;) {
    try {
      return void (await redis.ping())
    } catch (error) {
      if (performance.now() < end) {
        await sleep(PAUSE_MS)
        continue
      }
      await redis.close()
      const where = nodes.map(({ host, port }) => `${host}:${port}`).join(', ')
      throw new OperatorError(
        'redis-open',
        `REDIS_URL names a Redis that cannot be used (${where}: ${whyUnusable(error)}); start it or correct the address`,
      )
    }
  }
}
