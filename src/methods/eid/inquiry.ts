import type { CardInquiry, CardResult } from '../../domain/card-inquiry.js'
import { changeAgain, OVERTAKEN } from '../../domain/change-again.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { minutes, seconds, type Duration } from '../../domain/instant.js'
import { LOGIN_LIFETIME } from '../../domain/login.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Log } from '../../domain/ports/log.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'

export interface InquiryDeps {
  readonly inquiries: VersionedStore<CardInquiry>
  readonly clock: Clock
  readonly log: Log
  readonly pause: (milliseconds: Duration) => Promise<void>
}

/** Longer than any answer may take. If a process ended while it asked, others wait no longer than this for it. */
const TURN = seconds(15)
/** For visits that come a moment later. A card's data are not kept longer for a citizen who does not come back. */
const RESULT_KEPT = minutes(2)

/** Begins the inquiry about one session of the eID server; `id` is the key of its way back. */
export const beginInquiry = (id: string, { inquiries, clock }: InquiryDeps): Promise<void> =>
  inquiries.create({
    id,
    version: 1,
    counter: 0,
    visits: 0,
    askedUntil: null,
    result: null,
    keepUntil: clock.now() + LOGIN_LIFETIME,
  })

/** Counts one more visit and returns its number; null if nobody came in time. */
export async function enterInquiry(id: string, { inquiries }: InquiryDeps): Promise<number | null> {
  return changeAgain(async () => {
    const held = await inquiries.find(id)
    if (!held) return null
    const next = { ...held, version: held.version + 1, visits: held.visits + 1 }
    return (await inquiries.replace(next)) ? next.visits : OVERTAKEN
  }, keepsChanging)
}

/**
 * Takes the next turn: the inquiry with a RequestCounter that is the caller's alone; null if another visit is asking
 * just now.
 */
export async function takeTurn(held: CardInquiry, { inquiries, clock }: InquiryDeps): Promise<CardInquiry | null> {
  const now = clock.now()
  // check: one-visit-asks-at-a-time
  if (held.askedUntil !== null && held.askedUntil > now) return null
  // check: the-request-counter-rises
  const turn = { ...held, version: held.version + 1, counter: held.counter + 1, askedUntil: now + TURN }
  return (await inquiries.replace(turn)) ? turn : null
}

const MOST_TRIES = 5
const TRY_AGAIN = seconds(1)

/**
 * Ends a turn. A result reaches the inquiry even if the turn was over, and even if the store fails for a moment,
 * because the server does not tell it twice. Throws `BrokerError('unavailable')` if the store does not come back.
 */
export async function endTurn(turn: CardInquiry, result: CardResult | null, deps: InquiryDeps): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await record(turn, result, deps)
      return
    } catch (error) {
      const isPassing = error instanceof BrokerError && error.code === 'unavailable'
      if (!isPassing || result === null) throw error
      if (tries === MOST_TRIES) {
        deps.log.error('eid.result-lost', { detail: 'the eID server told a result, and the store did not answer' })
        throw error
      }
      await deps.pause(TRY_AGAIN)
    }
  }
}

async function record(turn: CardInquiry, result: CardResult | null, { inquiries, clock }: InquiryDeps): Promise<void> {
  // check: a-result-is-kept-for-two-minutes
  const keepUntil = result === null ? turn.keepUntil : clock.now() + RESULT_KEPT
  await changeAgain(async () => {
    const held = await inquiries.find(turn.id)
    // If another visit took the turn over, that one goes on counting; a result that is known already stays.
    // check: what-was-told-once-is-not-overwritten
    if (!held || held.result || (result === null && held.counter !== turn.counter)) return null
    const ended = { ...held, version: held.version + 1, askedUntil: null, result, keepUntil }
    return (await inquiries.replace(ended)) ? null : OVERTAKEN
  }, keepsChanging)
}

/** Treated like a store that does not answer: it is tried again a moment later. */
const keepsChanging = (): never => {
  throw new BrokerError('unavailable', 'other visits keep changing the inquiry')
}
