import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { OperatorError } from '../../domain/operator-error.js'
import { quoted } from './finding.js'

const GZIP: ReadonlySet<string> = new Set(['gzip', 'x-gzip'])

/**
 * The body of an answer, of at most `maxBytes`, sent plainly or with gzip: some servers keep a packed copy and send it
 * although it was not asked for. What is unpacked is counted while it is unpacked. Throws OperatorError:
 * `metadata-fetch-size`, `metadata-fetch-encoding` for another Content-Encoding and for gzip that is none.
 */
export async function bodyOf(response: IncomingMessage, url: URL, maxBytes: number): Promise<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const isPacked = GZIP.has(encoding)
  // check: no-other-encoding-than-gzip
  if (!isPacked && encoding !== 'identity') {
    response.destroy()
    throw new OperatorError(
      'metadata-fetch-encoding',
      `${quoted(url.href)} answered with Content-Encoding ${quoted(encoding)}; only gzip is unpacked: ` +
        'fetch the file and import it',
    )
  }
  const bytes = await bytesOf(response, url, maxBytes)
  return isPacked ? unpacked(bytes, url, maxBytes) : bytes
}

async function bytesOf(response: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const body: AsyncIterable<Buffer> = response
  for await (const chunk of body) {
    size += chunk.length
    // Leaving the loop ends the connection.
    // check: fetching-stops-at-the-limit
    if (size > maxBytes) throw tooLarge(url, maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function unpacked(bytes: Buffer, url: URL, maxBytes: number): Promise<Uint8Array> {
  try {
    // check: unpacking-stops-at-the-limit
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(url, maxBytes, cause)
    throw new OperatorError(
      'metadata-fetch-encoding',
      `${quoted(url.href)} answered with Content-Encoding gzip, and the body is not gzip: tell its operator`,
      { cause },
    )
  }
}

const tooLarge = (url: URL, maxBytes: number, cause?: unknown): OperatorError =>
  new OperatorError('metadata-fetch-size', `${quoted(url.href)} is larger than ${maxBytes} bytes`, { cause })
