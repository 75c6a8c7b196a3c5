import { z } from 'zod'
import type { Instant } from '../../domain/instant.js'
import type { MethodState } from '../../domain/login.js'

/** A request of ours that an upstream may answer. */
const question = z.strictObject({ id: z.string(), at: z.number() })

const state = z.strictObject({ asked: z.array(question) })

export type AskedOfUpstream = z.infer<typeof question>

/** A citizen may open the upstream several times, as in two tabs or by going back; the newest few may be answered. */
const MOST_ASKED = 4

/** What was asked in this login so far, the newest last. */
export function askedIn(held: MethodState | null): readonly AskedOfUpstream[] {
  const read = state.safeParse(held ?? { asked: [] })
  return read.success ? read.data.asked : []
}

/** The state with one more request. */
export const withAsked = (held: MethodState | null, id: string, at: Instant): MethodState => ({
  asked: [...askedIn(held), { id, at }].slice(-MOST_ASKED),
})
