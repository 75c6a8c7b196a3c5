import type { Duration } from '../instant.js'

/** For https: whom the other side is known by, and what we show. */
export interface OutgoingTls {
  /** The certificate of the other side or of its issuer, PEM; null: the authorities of the system. */
  readonly trusted: string | null
  /** Our own certificate with its key, PEM; null: none is shown. */
  readonly client: { readonly key: string; readonly certificate: string } | null
}

/** The head of an answer; names of headers in small letters. */
export interface AnswerHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

export interface OutgoingCall {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent by POST; without one the call is a GET. */
  readonly body?: Uint8Array
  readonly tls?: OutgoingTls
  /** For all of it, redirects included. */
  readonly within: Duration
  /** The largest body that is read. */
  readonly maxBytes: number
  /** How many redirects are followed, each checked like the first address. */
  readonly redirects: number
  /** Whether the body of an answer with this head is wanted; otherwise it is not read. */
  readonly wants: (head: AnswerHead) => boolean
}

export interface OutgoingAnswer extends AnswerHead {
  /** As it came; empty if it was not wanted. */
  readonly body: Uint8Array
}

/** Every call that the broker makes (RULES: Operators 8). Throws OutgoingError and nothing else. */
export type CallOut = (call: OutgoingCall) => Promise<OutgoingAnswer>
