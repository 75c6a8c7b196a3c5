import { BrokerError } from '../domain/error-catalogue.js'
import type { EntityId, LoginId, SessionId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import {
  ANSWER_LIFETIME,
  isOpen,
  type AbortedLogin,
  type Answer,
  type AnsweredLogin,
  type Login,
  type OpenLogin,
} from '../domain/login.js'
import { abort, endUntold } from './abort.js'
import { begunAccountLogin } from './kit/begin-account-login.js'
import { browserKeyOf, type Browser } from './kit/browser.js'
import { isRemembered, requestOfSecret } from './kit/kept-request.js'
import type { SessionChange } from '../sessions/session-policy.js'
import { sessionIdOf } from '../sessions/session-names.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { PageStep } from './step.js'
import { advance } from './table.js'
import { gatherFacts, liveSession, type LoginFacts, readingOnce } from './facts.js'
import type { StepResult } from './store-login.js'
import { endEntryId } from './tell-end.js'

/** How a visit ends: at a page where only the citizen can go on, or with the answer to the service. */
export interface Visit {
  readonly login: Login
  /** Changes to the browser's session during the visit, in order. */
  readonly sessionChanges: readonly SessionChange[]
  readonly end:
    | { readonly kind: 'page'; readonly step: PageStep; readonly facts: LoginFacts }
    | { readonly kind: 'answer'; readonly answer: Answer }
}

/** More automatic steps than any login takes; a login that takes more runs in a loop, which is a fault of the table. */
const MOST_STEPS = 12

/**
 * Finds the login of this id in this browser. Throws `login-unknown`, `login-cookie` (the browser lacks the login's
 * cookie), `login-expired` (it was left open too long, or the store has lost it), `login-over` (it was answered).
 */
export async function findLogin(id: LoginId, browser: Browser, ports: LoginPorts): Promise<Login> {
  const { loginSecret } = browser
  const login = (await ports.logins.find(id)) ?? (loginSecret ? begunAccountLogin(id, loginSecret, ports) : null)
  if (!login) throw await nothingStored(id, loginSecret, ports)
  const { service } = login.requirements
  const isIts = loginSecret !== null && browserKeyOf(ports.digest, loginSecret) === login.browserKey
  // check: a-login-needs-its-cookie
  if (!isIts) throw new BrokerError('login-cookie', null, { service })
  // check: a-login-ends-in-time
  if (login.expiresAt <= ports.clock.now()) throw await overOrLeftOpen(login, service, ports)
  return login
}

/**
 * The error for a login of which nothing is stored. A login cookie of ours shows that there was one, and which service
 * asked.
 */
async function nothingStored(id: LoginId, secret: string | null, ports: LoginPorts): Promise<BrokerError> {
  const kept = secret === null ? null : requestOfSecret(id, secret, ports)
  if (kept === null || !isRemembered(kept, ports.clock.now())) return new BrokerError('login-unknown')
  return overOrLeftOpen(kept, kept.service, ports)
}

/** A login that was answered is over, however long ago; the audit has its end. */
async function overOrLeftOpen(
  { answerId }: Pick<Login, 'answerId'>,
  service: EntityId,
  ports: LoginPorts,
): Promise<BrokerError> {
  const isOver = await ports.audit.has(endEntryId(answerId, 0))
  return new BrokerError(isOver ? 'login-over' : 'login-expired', null, { service })
}

export const sessionOf = (browser: Browser, ports: LoginPorts): SessionId | null =>
  browser.sessionSecret ? sessionIdOf(ports.digest, browser.sessionSecret) : null

/**
 * Takes an open login on until a page is needed or the answer is there; a passive login never gets a page. If another
 * tab or instance was faster at a step, the login goes on as it is stored by then. `first`: the ports with what this
 * request has read already. Throws `login-over` if the login has ended meanwhile.
 */
export async function goOn(
  start: OpenLogin,
  session: SessionId | null,
  ports: LoginPorts,
  first = readingOnce(ports),
): Promise<Visit> {
  const changes: SessionChange[] = []
  let login: OpenLogin = start
  let current = session
  let reading = first
  for (let count = 0; count < MOST_STEPS; count++) {
    const facts = await factsOf(login, current, reading, ports)
    const step = advance(facts)
    const isPage = 'page' in step
    // check: a-passive-request-shows-no-page
    if (isPage && !login.requirements.isPassive) {
      return { login, sessionChanges: changes, end: { kind: 'page', step, facts } }
    }
    const taken = isPage ? abort(login, 'no-passive', ports) : step.run(facts, ports)
    const result = await unlessOvertaken(endedIfGone(login, taken, ports))
    if (!result) {
      login = await stillOpen(login, ports)
      reading = readingOnce(ports)
      continue
    }
    if (result.session) {
      changes.push(result.session)
      current = result.session.kind === 'opened' ? result.session.session.id : null
    }
    if (result.answer)
      return { login: result.login, sessionChanges: changes, end: { kind: 'answer', answer: result.answer } }
    if (!isOpen(result.login)) throw new BrokerError('login-over')
    login = result.login
    // check: after-a-step-that-changes-more-than-the-login-all-is-read-anew
    if (isPage || !step.changesLoginAlone) reading = readingOnce(ports)
  }
  throw new TypeError('The login does not come to an end')
}

const factsOf = (login: OpenLogin, session: SessionId | null, reading: LoginPorts, ports: LoginPorts) =>
  endedIfGone(login, (async () => gatherFacts(login, await liveSession(reading, session), reading))(), ports)

/** Where the service is gone, a login whose end was decided ends here, and what was found is thrown all the same. */
const endedIfGone = <T>(login: OpenLogin, work: Promise<T>, ports: LoginPorts): Promise<T> =>
  work.catch(async (fault: unknown) => {
    await endUntold(login, fault, ports)
    throw fault
  })

/** The step's result; null if another tab or instance changed the login first. */
async function unlessOvertaken(step: Promise<StepResult>): Promise<StepResult | null> {
  try {
    return await step
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'login-moved-on') return null
    throw error
  }
}

/**
 * The login as stored by now. Throws `login-over` if it has ended, `login-cookie` if it is no longer this browser's.
 */
async function stillOpen({ id, browserKey }: OpenLogin, ports: LoginPorts): Promise<OpenLogin> {
  const login = await ports.logins.find(id)
  if (!login || !isOpen(login)) throw new BrokerError('login-over')
  if (login.browserKey !== browserKey) throw new BrokerError('login-cookie')
  return login
}

/**
 * Gives the answer of an ended login again, for a double click or a reload within moments; only in the browser that
 * owns the login and, if the login has a session, in that session. Throws `login-over` otherwise.
 */
export async function answerAgain(
  login: Login,
  session: SessionId | null,
  ports: LoginPorts,
  within = ANSWER_LIFETIME,
): Promise<Answer> {
  if (isOpen(login) || !login.answer) throw new BrokerError('login-over')
  // check: an-answer-again-is-for-moments
  if (ports.clock.now() - endOf(login) > within) throw new BrokerError('login-over')
  // A login that opened no session belongs to its browser alone, whoever signs in there meanwhile.
  const its = login.state === 'answered' ? login.session : null
  // check: an-answer-again-is-for-its-session
  if (its !== null && its !== session) throw new BrokerError('login-over')
  // A portal's logout leaves the cookie behind.
  // check: an-answer-again-ends-with-its-session
  if (its !== null && !(await liveSession(ports, its))) throw new BrokerError('login-over')
  return login.answer
}

const endOf = (login: AnsweredLogin | AbortedLogin): Instant =>
  login.state === 'answered' ? login.answeredAt : login.abortedAt
