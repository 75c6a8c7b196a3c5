import { z } from 'zod'
import { accountId, type AccountId, type OperatorSessionId } from '../../domain/ids.js'
import { minutes } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'

/** A look-up of an account that was counted and logged: what is done next is done in that account, for that reason. */
export interface HeldLookUp {
  readonly account: AccountId
  readonly reason: string
  /** What the account was found by. */
  readonly by: 'username' | 'email'
}

interface HoldDeps {
  readonly pages: ValueSeal
  readonly clock: Clock
}

/** As long as a call lasts. */
const HOLDS = minutes(15)

const shape = z.object({
  account: z.string().transform(accountId),
  reason: z.string(),
  by: z.enum(['username', 'email']),
  at: z.number(),
})

// check: an-account-is-changed-by-who-looked-it-up
const placeOf = (session: OperatorSessionId): string => `operator look-up ${session}`

/** Seals a look-up for the page: only this session of an operator does something with it. */
export const holdLookUp = (lookUp: HeldLookUp, session: OperatorSessionId, { pages, clock }: HoldDeps): string =>
  pages.seal(placeOf(session), JSON.stringify({ ...lookUp, at: clock.now() }))

/** The look-up that a page brings back; null for one of another session, made up, or too long ago. */
export function heldLookUp(sealed: string, session: OperatorSessionId, { pages, clock }: HoldDeps): HeldLookUp | null {
  const text = pages.open(placeOf(session), sealed)
  if (text === null) return null
  const { at, ...lookUp } = shape.parse(JSON.parse(text))
  // check: a-look-up-ends-with-the-call
  return clock.now() - at < HOLDS ? lookUp : null
}
