import type { AbortedLogin, AbortingLogin, Answer, AnsweredLogin, AnsweringLogin } from '../domain/login.js'
import { aborted, answered } from '../domain/transitions.js'
import type { LoginPorts } from './kit/login-ports.js'
import { type StepResult, storeLogin } from './store-login.js'
import { announceEnd, writeEnd } from './tell-end.js'

// The end of a login is one sequence (RULES: What a service may ask 7): what it ends with is stored, then the audit
// entry, then the answer, and only then does the answer leave. Whatever fails on the way, the next press goes on from
// what is stored, under the same id.

/** Lets the answer of a login out that is taken. `sector`: of the pseudonym in it; null where there is none. */
export async function endWithAnswer(
  login: AnsweringLogin,
  answer: Answer,
  sector: string | null,
  ports: LoginPorts,
): Promise<StepResult> {
  // check: what-cannot-be-logged-does-not-happen
  await writeEnd(login, sector, ports)
  return letOut(answered(login, answer, ports.clock.now()), ports)
}

/** Lets the status of a login out that is taken; null: the service is not told. */
export async function endWithoutIdentity(
  login: AbortingLogin,
  answer: Answer | null,
  ports: LoginPorts,
): Promise<StepResult> {
  await writeEnd(login, null, ports)
  return letOut(aborted(login, answer), ports)
}

/** Whoever stores the answer lets it out; who was overtaken gives the one that is stored. */
async function letOut(login: AnsweredLogin | AbortedLogin, ports: LoginPorts): Promise<StepResult> {
  // check: one-answer-leaves
  await storeLogin(login, ports)
  announceEnd(login, ports)
  return login.answer ? { login, answer: login.answer } : { login }
}
