import { BrokerError } from '../../domain/errors.js'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import type { Log } from '../../domain/ports/log.js'
import type { RedisAddress } from './address.js'
import { openRedisClient, type RedisClient } from './client.js'
import { faultCode, isAnswer, isUnknownScript, toBrokerError } from './faults.js'
import type { Script } from './script.js'

/**
 * What the stores ask Redis by. Every fault is a `BrokerError`: `unavailable` at the latest after the time-out,
 * `internal` for what waiting does not help against. A command that was not answered may have been carried out.
 */
export interface RedisConnection {
  /** One command about one key. */
  send(key: string, ...command: readonly string[]): Promise<unknown>
  /** One script; the first key tells the node of a cluster, the others lie in its slot. */
  run(script: Script, keys: readonly [string, ...string[]], args: readonly string[]): Promise<unknown>
  /** Resolves if Redis answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly address: RedisAddress
  readonly log: Log
  /** How long an answer may take. */
  readonly answerWithin?: Duration
  /**
   * After so long without any answer everything is connected anew, sentinels and cluster nodes asked again: a machine
   * that vanished closes no connection, and the operating system waits for it for a quarter of an hour.
   */
  readonly renewAfter?: Duration
}

export function createRedisConnection(options: ConnectionOptions): RedisConnection {
  const { answerWithin = seconds(2) } = options
  const line = createLine(options)

  const ask = async (key: string, command: readonly string[]): Promise<unknown> => {
    const client = line.client()
    try {
      const answer = await within(answerWithin, client.send(key, command))
      line.answered()
      return answer
    } catch (error) {
      if (isAnswer(error)) line.heard()
      else line.failed(error, client)
      throw error
    }
  }
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw toBrokerError(error, line.fault())
    })
  const run = async (
    { sha, lua }: Script,
    [first, ...others]: readonly [string, ...string[]],
    args: readonly string[],
  ) => {
    const rest = [String(others.length + 1), first, ...others, ...args]
    try {
      return await ask(first, ['EVALSHA', sha, ...rest])
    } catch (error) {
      if (!isUnknownScript(error)) throw error
      return ask(first, ['EVAL', lua, ...rest])
    }
  }
  return {
    send: (key, ...command) => guarded(ask(key, command)),
    run: (script, keys, args) => guarded(run(script, keys, args)),
    ping: () => guarded(ask('ping', ['PING']).then(() => undefined)),
    close: () => Promise.resolve(line.close()),
  }
}

/** The client in use, and what is known of its health. */
interface Line {
  client(): RedisClient
  answered(): void
  /** It answered, if only that it cannot. */
  heard(): void
  failed(error: unknown, client: RedisClient): void
  /** What keeps it from connecting, if that is known. */
  fault(): unknown
  close(): void
}

function createLine({ address, log, renewAfter = seconds(5) }: ConnectionOptions): Line {
  let fault: unknown = null
  let state: 'never' | 'answers' | 'lost' = 'never'
  let closed = false
  let lastAnswer = performance.now()
  const open = (): RedisClient => openRedisClient(address, (error) => (fault = error))
  let client = open()
  const drop = (old: RedisClient): void => {
    try {
      old.destroy()
    } catch (error) {
      fault = error
    }
  }
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

async function within<T>(time: Duration, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BrokerError('unavailable', `redis: no answer within ${time} ms`)), time)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Why Redis cannot be used, for the operator: a code, nothing of the address. */
export const whyUnusable = (error: unknown): string =>
  error instanceof BrokerError ? (error.detail ?? error.code).replace(/^redis: /, '') : faultCode(error)
