import type { Evidence } from './evidence.js'
import type { Instant } from './instant.js'

/** What a card came to: proved, or why not (a text key of the method). */
export type CardResult =
  { readonly kind: 'proved'; readonly evidence: Evidence } | { readonly kind: 'failed'; readonly problem: string }

/**
 * What one session of an eID server was asked, shared by all visits of the way back, on every instance: one asks at a
 * time, no RequestCounter is used twice (TR-03130-1 §3.2.2.1), and what the server tells once is told to all of them. A
 * value of the ephemeral store: changed by compare-and-set on `version`.
 */
export interface CardInquiry {
  /** That of the way back: a digest of its secret. */
  readonly id: string
  readonly version: number
  /** The last RequestCounter that was used, whatever came of it. */
  readonly counter: number
  /** How many visits there were: the last one alone takes the proof, whose cookies its browser keeps. */
  readonly visits: number
  /** The time until which a question may be under way, since whoever asks may end with its process. Null: none is. */
  readonly askedUntil: Instant | null
  /** Null: the server has not told it yet. */
  readonly result: CardResult | null
  /** When the store forgets it. */
  readonly keepUntil: Instant
}
