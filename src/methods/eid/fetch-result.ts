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

/** How the eID server's result stands. */
export type Fetched =
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  /** `overtaken`: there is one, and a later visit has it. */
  | { readonly kind: 'not-yet'; readonly overtaken: boolean }
  | { readonly kind: 'failed'; readonly problem: EidProblem }

export interface ResultDeps extends AskDeps, InquiryDeps {
  readonly places: Places
  /** Ends when a visit has waited for long enough, whatever it waits for: the page waits instead. */
  readonly visitEnds: () => Promise<void>
  /** Takes note of what goes on behind a visit that has ended. */
  readonly goesOn: (question: Promise<unknown>) => void
}

/** Before each question of one visit. */
const PAUSES: readonly Duration[] = [0, 300, 700, 1000]
/** How often a visit looks whether another one has its answer. */
const LOOK_EVERY: Duration = 150

/**
 * How long one visit holds a citizen's page: about two seconds, for all its questions together, from the first byte out
 * to the last byte in.
 */
export const VISIT_LASTS: Duration = 2500

const NOT_YET: Fetched = { kind: 'not-yet', overtaken: false }
const OVERTAKEN: Fetched = { kind: 'not-yet', overtaken: true }

/** One visit, while it lasts. */
interface Visit {
  readonly attempt: EidAttempt
  readonly login: LoginId
  readonly isOver: () => boolean
  readonly deps: ResultDeps
}

/**
 * Asks for the result until there is one, or the visit is over. A question that is under way then goes on without it: its
 * answer is kept for the next visit, since the server tells a result once. `questions`: the most that are asked. Never
 * throws for what the server does; `BrokerError('unavailable')` where the store does not answer.
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

/** One question, or the answer to the one that another visit has under way. */
async function askInTurn({ attempt, login, isOver, deps }: Visit, mine: number | null): Promise<Fetched> {
  for (let isAnswered = false; !isOver(); void (await deps.pause(LOOK_EVERY))) {
    const held = await deps.inquiries.find(attempt.returnKey)
    // Nobody came for it in its time.
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
    // Whoever asked: the next look tells what came of it.
    isAnswered = turn !== null || held.askedUntil !== null
  }
  return NOT_YET
}

/**
 * Only the last visit takes a proof: it brings new cookies, and of several answers a browser shows the last. The others
 * wait, and go on with these cookies, or as the last visit where that one is gone.
 */
function fetchedOf(result: CardResult, isLast: boolean): Fetched {
  // check: the-last-visit-takes-the-proof
  if (result.kind === 'proved') return isLast ? result : OVERTAKEN
  return { kind: 'failed', problem: EID_PROBLEMS.find((each) => each === result.problem) ?? 'server' }
}
