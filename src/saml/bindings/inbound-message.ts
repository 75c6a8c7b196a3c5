import { BrokerError } from '../../domain/error-catalogue.js'
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'

/** A signature that travels beside the message (saml-bindings §3.4.4.1). */
export interface DetachedSignature {
  /** SigAlg, decoded. It has not been checked against the allow-list yet. */
  readonly algorithm: string
  readonly signature: Uint8Array
  /** The signed octets: the pieces of the query exactly as sent, in the binding's order. */
  readonly signedOctets: Uint8Array
}

/** A message taken out of its binding; nothing in it is proven yet. */
export interface InboundMessage {
  readonly binding: 'redirect' | 'post'
  readonly xml: string
  /** RelayState as decoded from the wire, up to 1,024 bytes; null if the parameter was absent (empty is not absent). */
  readonly relayState: string | null
  /** The signature beside a message of the redirect binding; null if there is none, and for the POST binding. */
  readonly detached: DetachedSignature | null
  /** SHA-256, base64url, of the binding's parameters as sent (redirect: still URL-encoded); by SOAP of the message. */
  readonly fingerprint: string
}

/** The parameters that a binding gives a meaning. Any other one (such as `lang`) is ignored here. */
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
 * Refuses names such as `SAMLRequest[]`, which some parsers take for the parameter itself. Throws `saml-parameters`.
 */
export function refuseStructured(name: string): void {
  // check: structured-parameters-are-refused
  if (STRUCTURED.test(name)) throw new BrokerError('saml-parameters', 'structured parameter')
}

/** The parameter that holds the message: of a request, or of an answer to one of ours. */
export type MessageParameter = Extract<Parameter, 'SAMLRequest' | 'SAMLResponse'>

/** Refuses another message beside this one, for a delivery holds one message. Throws `saml-parameters`. */
export function refuseOtherMessages(
  has: (name: Parameter) => boolean,
  message: MessageParameter = 'SAMLRequest',
): void {
  // check: no-other-message-beside-the-request
  if (MESSAGES.some((name) => name !== message && has(name)))
    throw new BrokerError('saml-parameters', 'another message beside it')
}

/**
 * The error of a delivery without the message: none at all, or an artifact that stands for it, which is not resolved, as
 * no address of the metadata of services is called for what a stranger sends (HTTP-Artifact, saml-bindings §3.6).
 */
export const withoutMessage = (has: (name: Parameter) => boolean): BrokerError =>
  // check: an-artifact-that-comes-in-is-told-apart
  new BrokerError(has('SAMLart') ? 'saml-artifact-request' : 'saml-missing-message')

const MESSAGES = ['SAMLRequest', 'SAMLResponse', 'SAMLart'] as const

/**
 * Decodes base64 (RFC 4648 §4) strictly: one alphabet, correct padding, no stray bits. White space is accepted, because
 * senders wrap lines (RFC 2045). Throws `saml-encoding`.
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

/** A form cannot carry these: HTML turns NUL into another character, and line ends into CRLF. */
const LOST_IN_A_FORM = /[\0\r\n]/

/**
 * RelayState as it will be sent back, or null if absent. Throws `saml-relay-state` above 1,024 bytes of UTF-8, and for
 * characters that a form cannot carry, because RelayState has to come back exactly (saml-bindings §3.5.3).
 */
export function checkedRelayState(value: string | undefined): string | null {
  if (value === undefined) return null
  // check: relay-state-is-capped
  if (Buffer.byteLength(value) > RELAY_STATE_LIMIT) throw new BrokerError('saml-relay-state', 'too long')
  if (LOST_IN_A_FORM.test(value)) throw new BrokerError('saml-relay-state', 'NUL or a line end in it')
  return value
}

/**
 * The fingerprint by which a repeated request is recognised: SHA-256, base64url, over the values of all the binding's
 * parameters as sent (undefined: absent). A request with another RelayState or signature is another request.
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
    // With `info` zlib returns its engine too, which alone knows how much of the input the stream took.
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
