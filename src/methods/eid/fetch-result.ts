import type { CardResult } from '../../domain/card-inquiry.js'
import type { Evidence } from '../../domain/evidence.js'
import type { LoginId } from '../../domain/ids.js'
import type { Duration } from '../../domain/instant.js'
import type { Places } from '../../domain/ports/places.js'
import { EID_PROBLEMS, type EidProblem } from './pages/eid-problem.js'
import { askServer, type AskDeps } from './ask-server.js'
import type { EidAttempt } from './eid-state.js'
import { endTurn, enterInquiry, takeTurn, type InquiryDeps } from './inquiry.js'
import { giveBackPlace } from './open-sessions.js'

/** What came of asking for the eID server's result. */
export type Fetched =
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  /** `overtaken`: there is a result, and a later visit takes it. */
  | { readonly kind: 'not-yet'; readonly overtaken: boolean }
  | { readonly kind: 'failed'; readonly problem: EidProblem }

export interface ResultDeps extends AskDeps, InquiryDeps {
  readonly places: Places
  /** Resolves when a visit has waited for long enough, whatever it waits for; then the page waits instead. */
  readonly visitEnds: () => Promise<void>
  /** Is told of work that goes on after its visit has ended. */
  readonly goesOn: (question: Promise<unknown>) => void
}

/** The pauses before each question of one visit. */
const PAUSES: readonly Duration[] = [0, 300, 700, 1000]
/** How often a visit looks whether another visit has its answer. */
const LOOK_EVERY: Duration = 150

/**
 * How long one visit holds up a citizen's page: about two seconds for all its questions together, from the first byte
 * out to the last byte in.
 */
export const VISIT_LASTS: Duration = 2500

const NOT_YET: Fetched = { kind: 'not-yet', overtaken: false }
const OVERTAKEN: Fetched = { kind: 'not-yet', overtaken: true }

/** One visit and its end. */
interface Visit {
  readonly attempt: EidAttempt
  readonly login: LoginId
  readonly isOver: () => boolean
  readonly deps: ResultDeps
}

/**
 * Asks for the result until there is one, or the visit is over. A question under way then goes on without the visit,
 * and its answer is kept for the next one, since the server tells a result only once. `questions`: how many are asked
 * at most. Never throws for what the server does; throws `BrokerError('unavailable')` if the store does not answer.
 */
export function fetchResult(
  attempt: EidAttempt,
  login: LoginId,
  deps: ResultDeps,
  questions = PAUSES.length,
): Promise<Fetched> {
  let isOver = false
  const over = deps.visitEnds().then(() => {
    isOver = true
    return NOT_YET
  })
  const asking = askAgain({ attempt, login, isOver: () => isOver, deps }, questions)
  deps.goesOn(asking)
  // check: a-visit-has-an-end
  return Promise.race([asking, over])
}

async function askAgain(visit: Visit, questions: number): Promise<Fetched> {
  const { attempt, deps, isOver } = visit
  const mine = await enterInquiry(attempt.returnKey, deps)
  for (const pause of PAUSES.slice(0, questions)) {
    if (pause > 0) await deps.pause(pause)
    const fetched = await askInTurn(visit, mine)
    if (fetched !== NOT_YET || isOver()) return fetched
  }
  return NOT_YET
}

/** Asks one question, or waits for the answer to the one that another visit has under way. */
async function askInTurn({ attempt, login, isOver, deps }: Visit, mine: number | null): Promise<Fetched> {
  for (let isAnswered = false; !isOver(); void (await deps.pause(LOOK_EVERY))) {
    const held = await deps.inquiries.find(attempt.returnKey)
    // Nobody came for the result in its time.
    if (!held) return { kind: 'failed', problem: 'too-late' }
    if (held.result) return fetchedOf(held.result, held.visits === mine)
    if (isAnswered && held.askedUntil === null) return NOT_YET
    const turn = await takeTurn(held, deps)
    if (turn) {
      const result = await askServer(attempt, turn.counter, login, deps)
      await endTurn(turn, result, deps)
      // The server's session ends with its result.
      if (result) await giveBackPlace(attempt.returnKey, deps)
    }
    // Whichever visit asked, the next look shows its answer.
    isAnswered = turn !== null || held.askedUntil !== null
  }
  return NOT_YET
}

/**
 * Only the last visit takes a proof: it brings new cookies, and a browser shows only the last of several answers. The
 * other visits wait; they go on with these cookies, or take the proof as the last visit if that one is gone.
 */
function fetchedOf(result: CardResult, isLast: boolean): Fetched {
  // check: the-last-visit-takes-the-proof
  if (result.kind === 'proved') return isLast ? result : OVERTAKEN
  return { kind: 'failed', problem: EID_PROBLEMS.find((each) => each === result.problem) ?? 'server' }
}
