import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIPv6 } from 'node:net'
import { OperatorError } from '../../domain/operator-error.js'
import { bodyOf } from './answer-body.js'
import { checkedTarget, type CheckedTarget, type Resolve } from './checked-target.js'
import { quoted } from './finding.js'
import { isLoopbackHost } from './loopback-host.js'

export interface FetchOptions {
  readonly allowHttpLoopback: boolean
  /** How host names become addresses; DNS if none is given. */
  readonly resolve?: Resolve
  /** Largest body in bytes, unpacked too; 32 MiB, an aggregate of some thousand services. */
  readonly maxBytes?: number
  /** For all of it, redirects included. */
  readonly timeoutMs?: number
}

type Answer = { readonly kind: 'body'; readonly bytes: Uint8Array } | { readonly kind: 'redirect'; readonly to: string }

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
// check: redirects-end
const MOST_REDIRECTS = 3

const byDns: Resolve = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address)

/**
 * Fetches a metadata file and gives its bytes, unpacked where they are sent with gzip. Follows at most three redirects, each checked like the first address; a
 * redirect never leads from elsewhere to this machine. Throws OperatorError: `metadata-fetch-url`,
 * `metadata-fetch-address`, `metadata-fetch-redirect`, `metadata-fetch-status`, `metadata-fetch-size`,
 * `metadata-fetch-encoding`, `metadata-fetch-time`, `metadata-fetch-failed`.
 */
export async function fetchMetadata(url: string, options: FetchOptions): Promise<Uint8Array> {
  const { allowHttpLoopback, resolve = byDns, maxBytes = 32 * 1_048_576, timeoutMs = 30_000 } = options
  // check: fetching-stops-in-time
  const signal = AbortSignal.timeout(timeoutMs)
  let next = url
  let loopback = allowHttpLoopback
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    // check: redirects-are-checked
    const target = await checkedTarget(next, loopback, resolve)
    const answer = await ask(target, maxBytes, signal)
    if (answer.kind === 'body') return answer.bytes
    loopback &&= isLoopbackHost(target.url.hostname)
    next = answer.to
  }
  throw new OperatorError('metadata-fetch-redirect', `${quoted(url)} redirects more than ${MOST_REDIRECTS} times`)
}

async function ask(target: CheckedTarget, maxBytes: number, signal: AbortSignal): Promise<Answer> {
  const shown = quoted(target.url.href)
  try {
    const response = await send(target, signal)
    return await answerOf(response, target, maxBytes)
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause
    if (signal.aborted) throw new OperatorError('metadata-fetch-time', `${shown} did not answer in time`, { cause })
    const reason = cause instanceof Error ? cause.message : 'unknown reason'
    throw new OperatorError('metadata-fetch-failed', `${shown} could not be fetched: ${reason}`, { cause })
  }
}

function send({ url, address }: CheckedTarget, signal: AbortSignal): Promise<IncomingMessage> {
  const family = isIPv6(address) ? 6 : 4
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      signal,
      agent: false,
      headers: {
        accept: 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1',
        'accept-encoding': 'identity',
      },
      // The address that was checked, and no other: the name is not asked for again.
      lookup: (_hostname, { all }, callback) =>
        // check: the-checked-address-is-used
        all ? callback(null, [{ address, family }]) : callback(null, address, family),
    })
    outgoing.on('response', resolve).on('error', reject).end()
  })
}

async function answerOf(response: IncomingMessage, { url }: CheckedTarget, maxBytes: number): Promise<Answer> {
  const { statusCode = 0, headers } = response
  if (REDIRECTS.has(statusCode) && headers.location !== undefined) {
    response.destroy()
    return { kind: 'redirect', to: URL.canParse(headers.location, url) ? new URL(headers.location, url).href : '' }
  }
  // check: a-file-is-an-answer-of-200
  if (statusCode !== 200) {
    response.destroy()
    throw new OperatorError(
      'metadata-fetch-status',
      `${quoted(url.href)} answered with status ${statusCode}, not a file`,
    )
  }
  return { kind: 'body', bytes: await bodyOf(response, url, maxBytes) }
}
