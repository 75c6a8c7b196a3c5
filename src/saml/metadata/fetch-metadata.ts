import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { seconds } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { OutgoingError, type OutgoingRule } from '../../domain/outgoing-error.js'
import type { CallOut, OutgoingAnswer } from '../../domain/ports/outgoing.js'
import { quoted } from '../../domain/quoted.js'

export interface FetchLimits {
  /** The largest body in bytes, also when unpacked; by default 32 MiB, an aggregate of some thousand services. */
  readonly maxBytes?: number
  /** The time for all of it, redirects included. */
  readonly timeoutMs?: number
}

/**
 * The operators' rule for each fault of the call. A host name without an address counts as an address from which
 * nothing can be fetched.
 */
const RULES: Readonly<Record<OutgoingRule, string>> = {
  url: 'metadata-fetch-url',
  address: 'metadata-fetch-address',
  name: 'metadata-fetch-address',
  redirect: 'metadata-fetch-redirect',
  size: 'metadata-fetch-size',
  time: 'metadata-fetch-time',
  failed: 'metadata-fetch-failed',
}

const GZIP: ReadonlySet<string> = new Set(['gzip', 'x-gzip'])

/**
 * Fetches a metadata file and returns its bytes. A body packed with gzip is unpacked, because some servers keep a
 * packed copy and send it unasked. Follows at most three redirects. Throws OperatorError: `metadata-fetch-url`,
 * `metadata-fetch-address`, `metadata-fetch-redirect`, `metadata-fetch-status`, `metadata-fetch-size`,
 * `metadata-fetch-encoding` (a Content-Encoding other than gzip, or gzip that is broken), `metadata-fetch-time`,
 * `metadata-fetch-failed`.
 */
export async function fetchMetadata(url: string, callOut: CallOut, limits: FetchLimits = {}): Promise<Uint8Array> {
  const { maxBytes = 32 * 1_048_576, timeoutMs = seconds(30) } = limits
  const answer = await called(url, callOut, { maxBytes, timeoutMs })
  // check: a-file-is-an-answer-of-200
  if (answer.status !== 200) {
    throw new OperatorError('metadata-fetch-status', `${quoted(url)} answered with status ${answer.status}, not a file`)
  }
  return fileOf(answer, url, maxBytes)
}

async function called(url: string, callOut: CallOut, limits: Required<FetchLimits>): Promise<OutgoingAnswer> {
  try {
    return await callOut({
      url,
      headers: { accept: 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1' },
      within: limits.timeoutMs,
      maxBytes: limits.maxBytes,
      redirects: 3,
      wants: ({ status }) => status === 200,
    })
  } catch (cause) {
    if (!(cause instanceof OutgoingError)) throw cause
    const cure = cause.rule === 'address' ? '; a file that you fetch yourself can be imported' : ''
    throw new OperatorError(RULES[cause.rule], `${cause.message}${cure}`, { cause })
  }
}

async function fileOf({ headers, body }: OutgoingAnswer, url: string, maxBytes: number): Promise<Uint8Array> {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (GZIP.has(encoding)) return unpacked(body, url, maxBytes)
  // check: no-other-encoding-than-gzip
  if (encoding !== 'identity') {
    throw new OperatorError(
      'metadata-fetch-encoding',
      `${quoted(url)} answered with Content-Encoding ${quoted(encoding)}; only gzip is unpacked: ` +
        'fetch the file and import it',
    )
  }
  return body
}

async function unpacked(bytes: Uint8Array, url: string, maxBytes: number): Promise<Uint8Array> {
  try {
    // check: unpacking-stops-at-the-limit
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new OperatorError('metadata-fetch-size', `${quoted(url)} is larger than ${maxBytes} bytes`, { cause })
    }
    throw new OperatorError(
      'metadata-fetch-encoding',
      `${quoted(url)} answered with Content-Encoding gzip, and the body is not gzip: tell its operator`,
      { cause },
    )
  }
}
