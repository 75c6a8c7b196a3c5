import { z } from 'zod'
import { operatorId } from '../../domain/ids.js'
import { minutes, type Instant } from '../../domain/instant.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'

/** How long a right password waits for the second factor. */
export const PROOF_HOLDS = minutes(10)

/** A passkey that was made, as it travels until it was used once. */
export const newPasskeyShape = z.strictObject({
  credential: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()).readonly(),
  counter: z.int(),
})

/** A right password on its way through the pages of the second factor, sealed in them and bound to their browser. */
const proofShape = z.strictObject({
  operator: z.string().transform(operatorId),
  username: z.string(),
  /** The operator as it was then: whatever is changed meanwhile ends the proof. */
  version: z.number(),
  at: z.number(),
  /** The secret of the app that may be set up now; null: a factor is there, or a passkey is being set up. */
  key: z.string().nullable(),
  /** What a passkey of this page signs; each page has its own. */
  challenge: z.string(),
  /** The passkey that is set up now and waits for its first use. */
  made: newPasskeyShape.nullable(),
})

export type Proof = z.output<typeof proofShape>

// check: an-operators-proof-is-of-its-browser
const proofPlace = (browser: string): string => `operator sign-in ${browser}`

export const sealProof = (proof: Proof, browser: string, pages: ValueSeal): string =>
  pages.seal(proofPlace(browser), JSON.stringify(proof))

/** Null for a proof that is too old, of another browser, or none. */
export function openProof(sealed: string, browser: string, now: Instant, pages: ValueSeal): Proof | null {
  const text = pages.open(proofPlace(browser), sealed)
  const proof = text === null ? null : proofShape.parse(JSON.parse(text))
  // check: an-operators-proof-ends
  return proof && now - proof.at < PROOF_HOLDS ? proof : null
}
