import { BrokerError } from '../../domain/error-catalogue.js'
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'

/** A signature that travels beside the message (saml-bindings §3.4.4.1). */
export interface DetachedSignature {
  /** SigAlg, decoded. Not checked against the allow-list yet. */
  readonly algorithm: string
  readonly signature: Uint8Array
  /** What was signed: the pieces of the query exactly as sent, in the binding's order. */
  readonly signedOctets: Uint8Array
}

/** A message taken out of its binding; nothing in it is proven yet. */
export interface InboundMessage {
  readonly binding: 'redirect' | 'post'
  readonly xml: string
  /** As decoded from the wire, up to 1,024 bytes; null if the parameter was absent (empty is not absent). */
  readonly relayState: string | null
  /** Redirect binding only; null if the query carries none. */
  readonly detached: DetachedSignature | null
  /** SHA-256 of SAMLRequest, RelayState and their like as sent (redirect: still URL-encoded), base64url. */
  readonly fingerprint: string
}

/** The parameters that a binding gives a meaning. Any other one (`lang`) is nobody's business here. */
const PARAMETERS = [
  'SAMLRequest',
  'SAMLResponse',
  'SAMLart',
  'RelayState',
  'SAMLEncoding',
  'SigAlg',
  'Signature',
] as const
export type Parameter = (typeof PARAMETERS)[number]

const STRUCTURED = new RegExp(`^(${PARAMETERS.join('|')})[.[\\]]`)

export const isParameter = (name: string): name is Parameter => (PARAMETERS as readonly string[]).includes(name)

/**
 * Refuses `SAMLRequest[]` and its like, which some parsers would take for the parameter itself. Throws
 * `saml-parameters`.
 */
export function refuseStructured(name: string): void {
  // check: structured-parameters-are-refused
  if (STRUCTURED.test(name)) throw new BrokerError('saml-parameters', 'structured parameter')
}

/** Refuses what cannot stand beside a request: one message per delivery. Throws `saml-parameters`. */
export function refuseOtherMessages(has: (name: Parameter) => boolean): void {
  // check: no-other-message-beside-the-request
  if (has('SAMLResponse') || has('SAMLart'))
    throw new BrokerError('saml-parameters', 'another message beside the request')
}

/**
 * Decodes base64 (RFC 4648 §4) strictly: one alphabet, right padding, no stray bits. White space is taken
 * where senders wrap lines (RFC 2045). Throws `saml-encoding`.
 */
export function decodeBase64(text: string): Buffer {
  const compact = text.replace(/[ \t\r\n]+/g, '')
  const bytes = Buffer.from(compact, 'base64')
  // check: base64-is-strict
  if (bytes.toString('base64') !== compact) throw new BrokerError('saml-encoding', 'base64')
  return bytes
}

/** saml-bindings §3.4.3 says 80 bytes; real services send more, and get it back (CONTRACT: Answers to the service). */
const RELAY_STATE_LIMIT = 1024

/** HTML turns NUL into another character, and line ends into CRLF when a form is sent. */
const LOST_IN_A_FORM = /[\0\r\n]/

/**
 * RelayState as it will be sent back, or null if absent. Throws `saml-relay-state` above 1,024 bytes of UTF-8, and for
 * what a form cannot carry: it has to come back exactly (saml-bindings §3.5.3).
 */
export function checkedRelayState(value: string | undefined): string | null {
  if (value === undefined) return null
  // check: relay-state-is-capped
  if (Buffer.byteLength(value) > RELAY_STATE_LIMIT) throw new BrokerError('saml-relay-state', 'too long')
  if (LOST_IN_A_FORM.test(value)) throw new BrokerError('saml-relay-state', 'NUL or a line end in it')
  return value
}

/**
 * What tells the same request sent again from another one: SHA-256 over the values of all the binding's parameters as
 * sent (undefined: absent), base64url. With another RelayState or signature it is another request.
 */
export function fingerprintOf(sent: (name: Parameter) => string | undefined): string {
  const values = PARAMETERS.map((name) => sent(name) ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}

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
