import type { ErrorCode } from '../domain/error-catalogue.js'
import { isSaml, type Answer, type AnswerNotice, type OpenLogin } from '../domain/login.js'
import { aborted, answerKept } from '../domain/transitions.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import { methodOffers } from './offered-methods.js'
import { type StepResult, storeLogin } from './store-login.js'
import { tellEnd } from './tell-end.js'

/**
 * Ends the login with a status for the service; `code` is a returnable error of the catalogue. The answer is returned,
 * and kept for a double click, only after the audit entry is written.
 */
export async function abort(
  login: OpenLogin,
  code: ErrorCode,
  ports: LoginPorts,
  notice: AnswerNotice | null = null,
): Promise<StepResult> {
  const now = ports.clock.now()
  const answer = isSaml(login) ? { ...(await ports.messages.failure(login, code)), notice } : backToStart
  const ended = await storeLogin(aborted(login, code, now), ports)
  await tellEnd({ action: 'login.aborted', login: ended }, ports)
  const kept = answerKept(ended, answer)
  return { login: (await ports.logins.replace(kept)) ? kept : ended, answer }
}

/** No service waits for this login: a citizen who gives up goes back to the start page. */
const backToStart: Answer = { kind: 'stay', path: '/' }

/**
 * The citizen gives up at the method page. If no method was offered, or a proof given fell short, the service is told
 * that the level was out of reach (CONTRACT: Answers to the service).
 */
export function cancelChoice(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const anyOffered = methodOffers(facts, ports).some(({ notOffered }) => notOffered === null)
  const gaveProof = facts.login.state !== 'received' && facts.account !== null && facts.asserted === null
  return abort(facts.login, anyOffered && !gaveProof ? 'authn-failed' : 'no-authn-context', ports)
}
