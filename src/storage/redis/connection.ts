import { BrokerError } from '../../domain/error-catalogue.js'
import type { Duration } from '../../domain/instant.js'
import { seconds } from '../../domain/instant.js'
import { within } from '../../timing/patience.js'
import { faultCode, isAnswer, isUnknownScript, toBrokerError } from './faults.js'
import { createLine, type LineOptions } from './line.js'
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

export interface ConnectionOptions extends LineOptions {
  /** How long an answer may take; time in which this process was busy does not count. */
  readonly answerWithin?: Duration
}

export function createRedisConnection(options: ConnectionOptions): RedisConnection {
  const { answerWithin = seconds(2) } = options
  const line = createLine(options)
  const noAnswer = () => new BrokerError('unavailable', `redis: no answer within ${answerWithin} ms`)

  const ask: Ask = async (key, command) => {
    const client = line.client()
    try {
      const answer = await within(answerWithin, client.send(key, command), noAnswer)
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
  return {
    send: (key, ...command) => guarded(ask(key, command)),
    run: (script, keys, args) => guarded(runScript(ask, script, keys, args)),
    ping: () => guarded(ask('ping', ['PING']).then(() => undefined)),
    close() {
      line.close()
      return Promise.resolve()
    },
  }
}

type Ask = (key: string, command: readonly string[]) => Promise<unknown>

/**
 * A script is called by its digest, and sent as text where Redis does not know it: after a restart, after a failover,
 * at another node.
 */
async function runScript(
  ask: Ask,
  { sha, lua }: Script,
  keys: readonly [string, ...string[]],
  args: readonly string[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...args]
  try {
    return await ask(keys[0], ['EVALSHA', sha, ...rest])
  } catch (error) {
    if (!isUnknownScript(error)) throw error
    return ask(keys[0], ['EVAL', lua, ...rest])
  }
}

/** Why Redis cannot be used, for the operator: a code, nothing of the address. */
export const whyUnusable = (error: unknown): string =>
  error instanceof BrokerError ? (error.detail ?? error.code).replace(/^redis: /, '') : faultCode(error)
