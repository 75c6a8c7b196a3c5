import { BrokerError, type ErrorCode } from '../domain/error-catalogue.js'
import { isSaml, type AbortingLogin, type Answer, type AnswerNotice, type OpenLogin } from '../domain/login.js'
import { aborting } from '../domain/transitions.js'
import { endWithoutIdentity } from './end.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import { methodOffers } from './offered-methods.js'
import { type StepResult, storeLogin } from './store-login.js'

/** Ends the login with a status for the service; `code` is a returnable error of the catalogue. */
export async function abort(
  login: OpenLogin,
  code: ErrorCode,
  ports: LoginPorts,
  notice: AnswerNotice | null = null,
): Promise<StepResult> {
  const ending = aborting(login, code, notice, ports.clock.now())
  const answer = await statusOf(ending, ports)
  return endWithoutIdentity(await storeLogin(ending, ports), answer, ports)
}

/** Goes on with an end that was cut off. */
export const abortOn = async (login: AbortingLogin, ports: LoginPorts): Promise<StepResult> =>
  endWithoutIdentity(login, await statusOf(login, ports), ports)

/**
 * Where a service or its address is gone nothing leaves, and the citizen is told here. A login whose end was decided
 * ends then; if its answer was begun, whose entry may be there, the audit has that it did not leave.
 */
export async function endUntold(login: OpenLogin, fault: unknown, ports: LoginPorts): Promise<void> {
  const isGone = fault instanceof BrokerError && GONE.has(fault.code)
  if (!isGone) return
  // check: an-answer-that-does-not-leave-is-taken-back-in-the-audit
  if (login.state === 'answering') {
    const ending = await storeLogin(aborting(login, fault.code, null, ports.clock.now()), ports)
    await endWithoutIdentity(ending, null, ports)
  } else if (login.state === 'aborting') await endWithoutIdentity(login, null, ports)
}

const GONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'saml-service-disabled',
  'saml-metadata-ended',
  'saml-acs-gone',
  'requester-denied',
])

const statusOf = async (login: AbortingLogin, ports: LoginPorts): Promise<Answer> =>
  isSaml(login) ? ports.messages.failure(login, login.reason, login.notice) : backToStart

/** No service waits for this login: a citizen who gives up goes back to the start page. */
const backToStart: Answer = { kind: 'stay', path: '/' }

/**
 * The citizen gives up at the method page. If no method was offered, or a proof given fell short, the service is told
 * that the level was out of reach (CONTRACT: Answers to the service).
 */
export function cancelChoice(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const offers = methodOffers(facts, ports)
  const anyOffered = offers.some(({ notOffered }) => notOffered === null)
  const gaveProof = facts.login.state !== 'received' && facts.account !== null && facts.asserted === null
  if (anyOffered && !gaveProof) return abort(facts.login, 'authn-failed', ports)
  const isForProxy = !gaveProof && offers.some(({ notOffered }) => notOffered?.kind === 'no-proxy')
  return abort(facts.login, isForProxy ? 'proxy-count-exceeded' : 'no-authn-context', ports)
}
