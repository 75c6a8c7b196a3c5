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

/** An aggregate of some thousand services is smaller. */
const LARGEST = 32 * 1_048_576

/** What a server gave with a file, to be asked with later whether it has changed. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

export interface FetchedDocument extends Validators {
  readonly file: Uint8Array
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
  return (await fetchDocument(url, callOut, limits)).file
}

/** The same, with what a later fetch may ask with whether anything has changed. */
export async function fetchDocument(url: string, callOut: CallOut, limits: FetchLimits = {}): Promise<FetchedDocument> {
  return documentIn(await called(url, callOut, limits, {}), url, limits)
}

/** As `fetchDocument`; null where the server says that nothing has changed since. */
export async function fetchIfChanged(
  url: string,
  callOut: CallOut,
  known: Validators,
  limits: FetchLimits = {},
): Promise<FetchedDocument | null> {
  const asking = asksWith(known)
  const answer = await called(url, callOut, limits, asking)
  // check: only-who-was-asked-says-that-nothing-has-changed
  if (answer.status === 304 && Object.keys(asking).length > 0) return null
  return documentIn(answer, url, limits)
}

async function documentIn(
  answer: OutgoingAnswer,
  url: string,
  { maxBytes = LARGEST }: FetchLimits,
): Promise<FetchedDocument> {
  // check: a-file-is-an-answer-of-200
  if (answer.status !== 200) {
    throw new OperatorError('metadata-fetch-status', `${quoted(url)} answered with status ${answer.status}, not a file`)
  }
  return {
    file: await fileOf(answer, url, maxBytes),
    etag: validatorOf(answer, 'etag'),
    lastModified: validatorOf(answer, 'last-modified'),
  }
}

const asksWith = ({ etag, lastModified }: Validators): Readonly<Record<string, string>> => ({
  ...(etag === null ? {} : { 'if-none-match': etag }),
  ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
})

/** A stranger's header that will be sent back: nothing but what a header may hold, and no endless one. */
function validatorOf({ headers }: OutgoingAnswer, name: string): string | null {
  const value = headers[name]
  return value !== undefined && value.length <= 200 && /^[\x20-\x7e]+$/.test(value) ? value : null
}

async function called(
  url: string,
  callOut: CallOut,
  { maxBytes = LARGEST, timeoutMs = seconds(30) }: FetchLimits,
  asking: Readonly<Record<string, string>>,
): Promise<OutgoingAnswer> {
  try {
    return await callOut({
      url,
      headers: { accept: 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1', ...asking },
      within: timeoutMs,
      maxBytes,
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
