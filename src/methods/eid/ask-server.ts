import type { CardResult } from '../../domain/card-inquiry.js'
import type { LoginId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Log } from '../../domain/ports/log.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { SoapError } from '../../soap/soap-error.js'
import type { EidServer } from './eid-server.js'
import type { EidAttempt } from './eid-state.js'
import { judgeCard, type CardRules } from './judge-card.js'
import { EidAnswerError } from './messages/result.js'
import { NO_RESULT_YET, problemOfServer } from './problems.js'

export interface AskDeps extends CardRules {
  readonly server: EidServer
  readonly log: Log
  readonly clock: Clock
  readonly level: TrustLevel
}

/** Asks the eID server once about one session. Null: there is no result yet. Never throws for what the server does. */
export async function askServer(
  { session, asked }: EidAttempt,
  counter: number,
  login: LoginId,
  deps: AskDeps,
): Promise<CardResult | null> {
  const { server, log, level, clock } = deps
  try {
    const answer = await server.getResult(session, counter)
    if (answer.kind === 'card') {
      const judged = judgeCard(answer.card, asked, { level, at: clock.now() }, deps)
      if (judged.kind === 'proved') return judged
      if (judged.detail !== null) log.warn('eid.card-refused', { login, detail: judged.detail })
      return { kind: 'failed', problem: judged.problem }
    }
    if (answer.minor === NO_RESULT_YET) return null
    log.warn('eid.result-refused', { detail: answer.minor })
    return { kind: 'failed', problem: problemOfServer(answer.minor) }
  } catch (error) {
    if (!isServerFault(error)) throw error
    log.error('eid.server-fault', { detail: detailOf(error) })
    return isPassing(error) ? null : { kind: 'failed', problem: 'server' }
  }
}

export const isServerFault = (error: unknown): error is SoapError | EidAnswerError =>
  error instanceof SoapError || error instanceof EidAnswerError

export const detailOf = (error: SoapError | EidAnswerError): string =>
  error instanceof SoapError ? `${error.rule}: ${error.message}` : error.message

/** True for a fault of the connection, which says nothing of the result. A wrong signature is never asked for again. */
const isPassing = (error: SoapError | EidAnswerError): boolean =>
  // check: a-wrong-answer-is-not-asked-for-again
  error instanceof SoapError && ['soap-unreachable', 'soap-time', 'soap-status'].includes(error.rule)
