import type { Instant } from '../../domain/instant.js'

/** The faults that the phones' interface tells, each with its HTTP status and one sentence (docs/pass-protocol.md). */
export const PASS_PROBLEMS = {
  malformed: { status: 400, title: 'The request is not as the protocol has it.' },
  'unknown-link': { status: 404, title: 'No such link; it is wrong, or it ended some time ago.' },
  expired: { status: 410, title: 'The link has expired.' },
  taken: { status: 409, title: 'Another phone has opened this link.' },
  used: { status: 409, title: 'The link has been used.' },
  unpaired: { status: 403, title: 'This pairing does not exist, or no longer.' },
  'no-account': { status: 403, title: 'This login needs an account, and this pairing has none.' },
  /** The signature or the PIN is wrong; the phone is not told which (RULES: The pass 4). */
  refused: { status: 403, title: 'The proof does not hold.' },
  'wrong-number': { status: 403, title: 'The number is not the one on the screen.' },
  blocked: { status: 403, title: 'This pairing is blocked; pair the phone again.' },
  'too-many': { status: 429, title: 'Too many failed requests from this address.' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>

export type PassProblemCode = keyof typeof PASS_PROBLEMS

/**
 * The codes by which log and metrics tell why a phone's proof did not hold; they tell more than the phone hears (RULES:
 * The pass 4).
 */
export const PASS_FAILURES = [
  ...(Object.keys(PASS_PROBLEMS) as PassProblemCode[]),
  'signature',
  'pin',
  'block-code',
] as const

export type PassFailure = (typeof PASS_FAILURES)[number]

/** The only error of the phones' interface; anything else that is thrown there is a fault of the broker. */
export class PassProblem extends Error {
  readonly code: PassProblemCode
  /** The time from which the phone may try again, for `too-many`. */
  readonly until: Instant | null
  /** The code for log and metrics. It tells more than the phone hears, which must not learn which factor failed. */
  readonly failure: PassFailure

  constructor(code: PassProblemCode, until: Instant | null = null, failure: PassFailure = code) {
    super(code)
    this.failure = failure
    this.name = 'PassProblem'
    this.code = code
    this.until = until
  }
}
