import type { Request, Response } from 'express'
import { BrokerError, type ErrorCode } from '../../domain/errors.js'
import { loginId } from '../../domain/ids.js'
import { seconds, type Duration } from '../../domain/instant.js'
import { ANSWER_LIFETIME, isOpen } from '../../domain/login.js'
import { answerAgain } from '../visit.js'
import { loginPath, type LoginContext } from '../kit/login-context.js'
import { deliver } from './login-responses.js'
import { openLogin } from './login-visits.js'

/**
 * A GET of a login that was answered a moment ago is its reload; later it is a way back, which must not answer again.
 */
export const RELOAD = seconds(5)

export interface WhenOvertaken {
  /** How long the answer is given again. */
  readonly within?: Duration
  /** The page of the login that shows where it is. */
  readonly step?: string
  /** True if it may be taken once more, with the login as the other request left it. */
  readonly onceMore?: boolean
}

/** A second click that another request overtook: it gets the answer of the first, or sees where the login is. */
export async function unlessOvertaken(
  context: LoginContext,
  request: Request,
  response: Response,
  take: () => Promise<void>,
  { within = ANSWER_LIFETIME, step = '', onceMore = false }: WhenOvertaken = {},
): Promise<void> {
  try {
    await take()
  } catch (error) {
    const overtaken = error instanceof BrokerError && OVERTAKEN.has(error.code)
    if (!overtaken || response.headersSent) throw error
    const at = await openLogin(context, request, response).catch(unlessNewCookie)
    // The other one brought a new cookie, which the browser shows at the login's own address.
    if (!at) return void context.outcomes.seeOther(response, loginPath(loginIdOf(request), step))
    if (isOpen(at.login)) {
      if (onceMore) return unlessOvertaken(context, request, response, take, { within, step })
      context.outcomes.seeOther(response, loginPath(at.id, step))
    } else {
      const answer = await answerAgain(at.login, at.session, context.deps.flow, within)
      deliver(context, at, answer)
    }
  }
}

const loginIdOf = ({ params }: Request) => loginId(typeof params['id'] === 'string' ? params['id'] : '')

function unlessNewCookie(error: unknown): null {
  if (error instanceof BrokerError && error.code === 'login-cookie') return null
  throw error
}

const OVERTAKEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['login-moved-on', 'login-over'])
