import { createHash } from 'node:crypto'
import { sameText } from '../../crypto/same-text.js'
import { z } from 'zod'
import type { MethodState } from '../../domain/login.js'
import { EID_PROBLEMS, type EidProblem } from './pages/eid-problem.js'

/** One online authentication, whose token an eID client has fetched. */
const attempt = z.strictObject({
  /** SHA-256 of the secret in the RefreshAddress, so that somebody who reads the store cannot return. */
  returnKey: z.string(),
  /** The session at the eID server. */
  session: z.string(),
  /** When the client came back while the server had no result yet; null if it has not come back. */
  waitingSince: z.number().nullable(),
  /** What was asked of the card: only what was announced then is released. */
  asked: z.record(z.string(), z.enum(['ALLOWED', 'REQUIRED'])),
})

const state = z.strictObject({
  open: z.array(attempt),
  /** How the last attempt failed. */
  problem: z.enum(EID_PROBLEMS).nullable(),
})

export type EidAttempt = z.infer<typeof attempt>
export type EidState = z.infer<typeof state>

const NOTHING: EidState = { open: [], problem: null }

/** A citizen may open the eID client several times; the newest few attempts can be returned from. */
const MOST_OPEN = 3

/** What the method left in the login. A state that is not of its own form counts as none. */
export function stateOf(kept: MethodState | null): EidState {
  const read = state.safeParse(kept)
  return read.success ? read.data : NOTHING
}

/** The state with one more attempt that can be returned from. */
export const withAttempt = (before: EidState, added: EidAttempt): EidState => ({
  open: [...before.open, added].slice(-MOST_OPEN),
  problem: null,
})

/** The state with one attempt as it is now. */
export const withProgress = (before: EidState, changed: EidAttempt): EidState => ({
  ...before,
  open: before.open.map((each) => (each.returnKey === changed.returnKey ? changed : each)),
  problem: null,
})

/** The state without an attempt that has failed: its way back is used up. */
export const withFailure = (before: EidState, failed: EidAttempt | null, problem: EidProblem): EidState => ({
  ...before,
  // check: a-failed-way-back-is-used-up
  open: before.open.filter((each) => each.returnKey !== failed?.returnKey),
  problem,
})

export const returnKeyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** The attempt to which this secret leads back, compared in constant time; null if there is none. */
export function attemptOf({ open }: EidState, secret: string): EidAttempt | null {
  const key = returnKeyOf(secret)
  // check: a-way-back-belongs-to-its-attempt
  return open.find(({ returnKey }) => sameText(returnKey, key)) ?? null
}
