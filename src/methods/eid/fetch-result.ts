import type { Duration, Instant } from '../../domain/instant.js'
import { minutes } from '../../domain/instant.js'
import type { Log } from '../../domain/ports/log.js'
import { SoapError } from '../../soap/soap-error.js'
import type { EidServer } from './eid-server.js'
import type { EidAttempt } from './eid-state.js'
import type { CardData } from './messages/get-result-response.js'
import { EidAnswerError } from './messages/result.js'
import type { EidProblem } from './pages/eid-problem.js'
import { NO_RESULT_YET, problemOfServer } from './problems.js'

/** How the eID server's result stands. `counter` is the last one that was used, whatever came of it. */
export type Fetched =
  | { readonly kind: 'card'; readonly card: CardData }
  | { readonly kind: 'not-yet'; readonly counter: number }
  | { readonly kind: 'failed'; readonly problem: EidProblem }

export interface ResultDeps {
  readonly server: EidServer
  readonly log: Log
  readonly pause: (milliseconds: Duration) => Promise<void>
}

/** Before each question of one visit; after them the page waits. */
const PAUSES: readonly Duration[] = [0, 300, 700, 1000]
/** How long a page waits for a result, visits together; then the citizen begins again. */
const WAITS_FOR = minutes(1)

/** Asks for the result until there is one, for about two seconds. Never throws for what the server does. */
export async function fetchResult(attempt: EidAttempt, now: Instant, deps: ResultDeps): Promise<Fetched> {
  let { counter } = attempt
  for (const pause of PAUSES) {
    if (pause > 0) await deps.pause(pause)
    // check: the-request-counter-rises
    counter += 1
    const asked = await ask(attempt.session, counter, deps)
    if (asked.kind !== 'not-yet') return asked
  }
  const isLate = attempt.waitingSince !== null && now - attempt.waitingSince >= WAITS_FOR
  return isLate ? { kind: 'failed', problem: 'too-late' } : { kind: 'not-yet', counter }
}

/** One question, whatever comes of it. */
export const askOnce = ({ session, counter }: EidAttempt, deps: ResultDeps): Promise<Fetched> =>
  ask(session, counter + 1, deps)

async function ask(session: string, counter: number, { server, log }: ResultDeps): Promise<Fetched> {
  try {
    const answer = await server.getResult(session, counter)
    if (answer.kind === 'card') return answer
    if (answer.minor === NO_RESULT_YET) return { kind: 'not-yet', counter }
    const problem = problemOfServer(answer.minor)
    log.warn('eid.result-refused', { detail: answer.minor })
    return { kind: 'failed', problem }
  } catch (error) {
    if (!isServerFault(error)) throw error
    log.error('eid.server-fault', { detail: detailOf(error) })
    return isPassing(error) ? { kind: 'not-yet', counter } : { kind: 'failed', problem: 'server' }
  }
}

export const isServerFault = (error: unknown): error is SoapError | EidAnswerError =>
  error instanceof SoapError || error instanceof EidAnswerError

export const detailOf = (error: SoapError | EidAnswerError): string =>
  error instanceof SoapError ? `${error.rule}: ${error.message}` : error.message

/** A line that broke says nothing of the result; a wrong signature is never tried again. */
const isPassing = (error: SoapError | EidAnswerError): boolean =>
  // check: a-wrong-answer-is-not-asked-for-again
  error instanceof SoapError && ['soap-unreachable', 'soap-time', 'soap-status'].includes(error.rule)
