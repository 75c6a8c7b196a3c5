import { inflateRawSync } from 'node:zlib'
import { BrokerError } from '../../domain/errors.js'

/** The largest message in bytes, counted while it is inflated. */
export const MESSAGE_LIMIT = 128 * 1024

/**
 * Inflates a raw DEFLATE stream (RFC 1951; saml-bindings §3.4.4.1) of at most 128 KiB. The stream must be
 * complete and nothing may follow it. Throws `saml-encoding`.
 */
export function inflateMessage(bytes: Uint8Array): Uint8Array {
  const { buffer, consumed } = inflate(bytes)
  // check: nothing-follows-the-deflate-stream
  if (consumed !== bytes.length) throw new BrokerError('saml-encoding', 'bytes after the DEFLATE stream')
  return buffer
}

function inflate(bytes: Uint8Array): { buffer: Uint8Array; consumed: number } {
  try {
    // With `info` zlib also hands out its engine, which alone knows how much of the input the stream took.
    // check: inflation-is-capped-while-inflating
    const result: unknown = inflateRawSync(bytes, { maxOutputLength: MESSAGE_LIMIT, info: true })
    if (isInflated(result)) return { buffer: result.buffer, consumed: result.engine.bytesWritten }
  } catch (cause) {
    throw new BrokerError('saml-encoding', 'DEFLATE', { cause })
  }
  throw new BrokerError('internal', 'zlib gave no info')
}

const isInflated = (result: unknown): result is { buffer: Uint8Array; engine: { bytesWritten: number } } =>
  typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result
