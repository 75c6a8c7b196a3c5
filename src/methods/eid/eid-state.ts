import { createHash } from 'node:crypto'
import { sameText } from '../../crypto/same-text.js'
import { z } from 'zod'
import type { MethodState } from '../../domain/login.js'
import { EID_PROBLEMS, type EidProblem } from './pages/eid-problem.js'

/** One online authentication that an eID client has fetched the token of. */
const attempt = z.strictObject({
  /** SHA-256 of the secret in the RefreshAddress: who reads the store cannot return. */
  returnKey: z.string(),
  /** Session of the eID server. */
  session: z.string(),
  /** When the client came back and the server had no result yet; null: it has not come back. */
  waitingSince: z.number().nullable(),
  /** What was asked of the card: what is released is what was said before. */
  asked: z.record(z.string(), z.enum(['ALLOWED', 'REQUIRED'])),
})

const state = z.strictObject({
  open: z.array(attempt),
  /** How the last of them failed. */
  problem: z.enum(EID_PROBLEMS).nullable(),
})

export type EidAttempt = z.infer<typeof attempt>
export type EidState = z.infer<typeof state>

const NOTHING: EidState = { open: [], problem: null }

/** A citizen may open the eID client twice; the newest few can be returned from. */
const MOST_OPEN = 3

/** What the method left in the login. What is not its own counts as nothing. */
export function stateOf(kept: MethodState | null): EidState {
  const read = state.safeParse(kept)
  return read.success ? read.data : NOTHING
}

/** With one more attempt that can be returned from. */
export const withAttempt = (before: EidState, added: EidAttempt): EidState => ({
  open: [...before.open, added].slice(-MOST_OPEN),
  problem: null,
})

/** With one attempt as it is now. */
export const withProgress = (before: EidState, changed: EidAttempt): EidState => ({
  ...before,
  open: before.open.map((each) => (each.returnKey === changed.returnKey ? changed : each)),
  problem: null,
})

/** Without an attempt that has failed: its way back is used up. */
export const withFailure = (before: EidState, failed: EidAttempt | null, problem: EidProblem): EidState => ({
  ...before,
  // check: a-failed-way-back-is-used-up
  open: before.open.filter((each) => each.returnKey !== failed?.returnKey),
  problem,
})

export const returnKeyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The attempt that this secret leads back to, compared in constant time, or null. */
export function attemptOf({ open }: EidState, secret: string): EidAttempt | null {
  const key = returnKeyOf(secret)
  // check: a-way-back-belongs-to-its-attempt
  return open.find(({ returnKey }) => sameText(returnKey, key)) ?? null
}
