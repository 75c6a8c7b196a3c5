import { lookup } from 'node:dns/promises'
import type { IncomingMessage } from 'node:http'
import { seconds, type Duration } from '../domain/instant.js'
import { OutgoingError } from '../domain/outgoing-error.js'
import type { AnswerHead, CallOut, OutgoingAnswer, OutgoingCall } from '../domain/ports/outgoing.js'
import { quoted, visible } from '../domain/quoted.js'
import { afterWaiting } from '../timing/patience.js'
import { checkedTarget, type CheckedTarget, type OutgoingPolicy, type Resolve } from './checked-target.js'
import type { NetworkClass } from './network-class.js'
import { sendRequest } from './send-request.js'

export interface OutgoingDeps extends OutgoingPolicy {
  /** How host names become addresses; DNS if none is given. */
  readonly resolve?: Resolve
  /** The longest silence of a connection. */
  readonly idle?: Duration
}

const byDns: Resolve = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address)

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * The one port by which the broker calls anything (RULES: Operators 8): DNS is asked once and its checked answer used,
 * a redirect stays within its class of network, private networks are called as they are listed, this machine only while
 * PUBLIC_URL is http; certificates are verified, size and time are bounded.
 */
export function createCallOut({ resolve = byDns, idle = seconds(10), ...policy }: OutgoingDeps): CallOut {
  const send = async (call: OutgoingCall, signal: AbortSignal): Promise<OutgoingAnswer> => {
    let next = call.url
    let begun: NetworkClass | null = null
    for (let hop = 0; ; hop += 1) {
      // check: redirects-are-checked
      const target = await inTime(checkedTarget(next, policy, resolve), next, signal)
      // check: redirects-stay-in-their-class-of-network
      if (begun !== null && target.network !== begun) {
        throw new OutgoingError('redirect', `${quoted(call.url)} redirects to another class of network`)
      }
      const answer = await answerOf(target, { ...call, signal, idle })
      const to = call.redirects > 0 && REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined
      if (to === undefined) return answer
      // check: redirects-end
      if (hop === call.redirects) {
        throw new OutgoingError('redirect', `${quoted(call.url)} redirects more than ${call.redirects} times`)
      }
      begun = target.network
      next = URL.canParse(to, target.url) ? new URL(to, target.url).href : ''
    }
  }
  return async (call) => {
    const late = new AbortController()
    // check: calls-end-in-time
    const end = afterWaiting(call.within, () => late.abort())
    return send(call, late.signal).finally(end)
  }
}

/** DNS waits as it likes; the call does not. */
function inTime<T>(work: Promise<T>, url: string, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new OutgoingError('time', `${quoted(url)} did not answer in time`))
    // check: dns-is-not-waited-for-without-end
    signal.addEventListener('abort', late, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late))
  })
}

interface TimedCall extends OutgoingCall {
  readonly signal: AbortSignal
  readonly idle: Duration
}

async function answerOf(target: CheckedTarget, call: TimedCall): Promise<OutgoingAnswer> {
  const shown = quoted(target.url.href)
  try {
    const response = await sendRequest(target, call)
    const head = headOf(response)
    const wanted = !(call.redirects > 0 && REDIRECTS.has(head.status)) && call.wants(head)
    if (!wanted) response.destroy()
    return { ...head, body: wanted ? await bodyOf(response, shown, call.maxBytes) : Buffer.alloc(0) }
  } catch (cause) {
    if (cause instanceof OutgoingError) throw cause
    if (call.signal.aborted) throw new OutgoingError('time', `${shown} did not answer in time`, { cause })
    throw new OutgoingError('failed', `${shown} could not be fetched: ${reasonOf(cause)}`, { cause })
  }
}

const headOf = ({ statusCode = 0, headers }: IncomingMessage): AnswerHead => ({
  status: statusCode,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
})

async function bodyOf(response: IncomingMessage, shown: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  const body: AsyncIterable<Buffer> = response
  for await (const chunk of body) {
    size += chunk.length
    // Leaving the loop ends the connection.
    // check: reading-stops-at-the-limit
    if (size > maxBytes) throw new OutgoingError('size', `${shown} is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * The reason in one line, as TLS may quote the other side. Where several addresses were tried, the reason of the
 * first is told: the error around them says nothing.
 */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason'
  const each = cause instanceof AggregateError ? (cause.errors as readonly unknown[])[0] : cause
  return each instanceof Error && each.message !== ''
    ? visible(each.message.trim().replace(/\s+/g, ' '))
    : 'no connection'
}
