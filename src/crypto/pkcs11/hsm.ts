import type { Worker } from 'node:worker_threads'
import { seconds, type Duration } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { startThread } from '../../threads/start-thread.js'
import type { KeyType } from '../key-types.js'
import type { Answer, Order, SigningWay, TokenAddress } from './orders.js'

/**
 * A token of an HSM, in which private keys are made and stay. A key is named by the hex of its CKA_ID. All of it throws
 * `OperatorError` with what is wrong, where, and what to do: `pkcs11-module`, `-token`, `-pin`, `-key`, `-failed` …
 */
export interface Hsm {
  /** Resolves if the token answers and holds these keys. */
  check(keys: readonly string[]): Promise<void>
  /** Makes a pair; gives the public key, SubjectPublicKeyInfo in DER. */
  make(key: string, type: KeyType, label: string): Promise<Uint8Array>
  /** Signs what `signingInput` made. */
  sign(key: string, way: SigningWay, input: Uint8Array): Promise<Uint8Array>
  /** Takes a pair out of the token. */
  destroy(key: string): Promise<void>
  close(): Promise<void>
}

/** How long an HSM is waited for: a login does not hang on one that never answers. Making an RSA key takes longest. */
const PATIENCE: Readonly<Record<Order['does'], Duration>> = {
  check: seconds(10),
  sign: seconds(10),
  destroy: seconds(30),
  make: seconds(180),
}

/** A thread of its own speaks to the token; one that has died is followed by another with the next order. */
export function createHsm(address: TokenAddress): Hsm {
  let thread: Worker | null = null
  /** Why the PIN was refused. A token locks itself after a few wrong ones, for all that use it. */
  let refused: OperatorError | null = null
  const waiting = createWaiting()

  const take = (answer: Answer): void => {
    const error = waiting.end(answer)
    if (error?.rule === 'pkcs11-pin') refused = error
  }
  const giveUp = (why: string): void => {
    thread = null
    waiting.endAll(why)
  }
  const ask = (order: Order): Promise<Uint8Array | null> => {
    // check: a-refused-pin-is-not-tried-again
    if (refused) return Promise.reject(refused)
    thread ??= startTokenThread(address, take, giveUp)
    const { number, answered } = waiting.begin(PATIENCE[order.does])
    thread.postMessage({ number, order })
    return answered
  }
  const given = async (order: Order): Promise<Uint8Array> => (await ask(order)) ?? new Uint8Array()
  return {
    check: async (keys) => void (await ask({ does: 'check', keys })),
    make: (key, type, label) => given({ does: 'make', key, type, label }),
    sign: (key, way, input) => given({ does: 'sign', key, way, input }),
    destroy: async (key) => void (await ask({ does: 'destroy', key })),
    close: async () => void (await thread?.terminate()),
  }
}

interface Waiting {
  readonly resolve: (given: Uint8Array | null) => void
  readonly reject: (error: OperatorError) => void
  readonly timer: NodeJS.Timeout
}

/** The orders whose answers are awaited. */
function createWaiting() {
  let numbers = 0
  const waiting = new Map<number, Waiting>()
  const taken = (number: number): Waiting | null => {
    const found = waiting.get(number) ?? null
    waiting.delete(number)
    clearTimeout(found?.timer)
    return found
  }
  const fail = (number: number, rule: string, message: string): OperatorError => {
    const error = new OperatorError(rule, message)
    taken(number)?.reject(error)
    return error
  }
  return {
    begin(patience: Duration) {
      const number = ++numbers
      const late = 'The HSM of keys.pkcs11 does not answer; see whether it runs and can be reached'
      const answered = new Promise<Uint8Array | null>((resolve, reject) => {
        const timer = setTimeout(() => fail(number, 'pkcs11-failed', late), patience)
        waiting.set(number, { resolve, reject, timer })
      })
      return { number, answered }
    },
    /** Gives what the order failed with. */
    end(answer: Answer): OperatorError | null {
      if ('rule' in answer) return fail(answer.number, answer.rule, answer.message)
      taken(answer.number)?.resolve(answer.given)
      return null
    },
    endAll(why: string): void {
      for (const number of [...waiting.keys()]) fail(number, 'pkcs11-failed', why)
    },
  }
}

function startTokenThread(address: TokenAddress, take: (answer: Answer) => void, end: (why: string) => void): Worker {
  const thread = startThread('token-thread', import.meta.url)
  let why = 'The thread that speaks to the HSM of keys.pkcs11 has ended; the next signature starts another'
  thread.on('message', take)
  thread.on('error', (error) => (why += ` (${error.message})`))
  thread.on('exit', () => end(why))
  // A command that has done its work ends although the token is open.
  thread.unref()
  thread.postMessage(address)
  return thread
}
