import { BrokerError } from '../../domain/error-catalogue.js'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { Log } from '../../domain/ports/log.js'
import type { RedisAddress } from './address.js'
import { openRedisClient, type RedisClient } from './client.js'
import { toBrokerError } from './faults.js'

export interface LineOptions {
  readonly address: RedisAddress
  readonly log: Log
  /**
   * After so long without any answer everything is connected anew, sentinels and cluster nodes asked again: a machine
   * that vanished closes no connection, and the operating system waits for it for a quarter of an hour.
   */
  readonly renewAfter?: Duration
}

/** The client in use, and what is known of its health. */
export interface Line {
  /** Throws `BrokerError('unavailable')` once it is closed. */
  client(): RedisClient
  answered(): void
  /** It answered, if only that it cannot. */
  heard(): void
  failed(error: unknown, client: RedisClient): void
  /** What keeps it from connecting, if that is known. */
  fault(): unknown
  close(): void
}

export function createLine({ address, log, renewAfter = seconds(5) }: LineOptions): Line {
  let fault: unknown = null
  let state: 'never' | 'answers' | 'lost' = 'never'
  let closed = false
  let lastAnswer = performance.now()
  const open = (): RedisClient => openRedisClient(address, (error) => (fault = error))
  let client = open()
  return {
    client() {
      if (closed) throw new BrokerError('unavailable', 'redis: closed')
      return client
    },
    heard() {
      lastAnswer = performance.now()
    },
    answered() {
      lastAnswer = performance.now()
      if (state === 'lost') log.info('redis.back', { dependency: 'redis' })
      state = 'answers'
    },
    failed(error, used) {
      if (closed) return
      if (state === 'answers') {
        log.warn('redis.lost', { dependency: 'redis', detail: toBrokerError(error, fault).detail })
        state = 'lost'
      }
      if (used !== client || performance.now() - lastAnswer < renewAfter) return
      lastAnswer = performance.now()
      client = open()
      drop(used)
    },
    fault: () => fault,
    close() {
      if (!closed) drop(client)
      closed = true
    },
  }
}

/** Whatever goes wrong with a connection that nobody uses any more is of no interest. */
function drop(client: RedisClient): void {
  try {
    client.destroy()
  } catch {
    // It had ended already.
  }
}
