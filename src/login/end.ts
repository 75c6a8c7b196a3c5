import { BrokerError } from '../domain/error-catalogue.js'
import {
  isOpen,
  isSaml,
  type AbortedLogin,
  type AbortingLogin,
  type Answer,
  type AnsweredLogin,
  type AnsweringLogin,
} from '../domain/login.js'
import { aborted, aborting, answered } from '../domain/transitions.js'
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
  const written = await writeEnd(login, sector, ports)
  const now = ports.clock.now()
  // A login to the own account that its store has lost may begin again under its id: no service is answered twice.
  // check: a-request-is-ended-once-whatever-was-forgotten
  if (written || !isSaml(login)) return letOut(answered(login, answer, now), ports)
  return endedBefore(await storeLogin(aborting(login, 'saml-replay', null, now), ports), ports)
}

/** Lets the status of a login out that is taken; null: the service is not told. */
export async function endWithoutIdentity(
  login: AbortingLogin,
  answer: Answer | null,
  ports: LoginPorts,
): Promise<StepResult> {
  const written = await writeEnd(login, null, ports)
  return written || !isSaml(login) ? letOut(aborted(login, answer), ports) : endedBefore(login, ports)
}

/** Another login of the same request has ended: this one does too, and nobody is told anything by it. */
async function endedBefore(login: AbortingLogin, ports: LoginPorts): Promise<never> {
  await letOut(aborted(login, null), ports)
  throw new BrokerError('saml-replay', 'ended before')
}

/** Whoever stores the answer lets it out; who was overtaken gives the one that is stored. */
async function letOut(login: AnsweredLogin | AbortedLogin, ports: LoginPorts): Promise<StepResult> {
  // check: one-answer-leaves
  await storeLogin(login, ports).catch((fault: unknown) => unlessStored(login, fault, ports))
  announceEnd(login, ports)
  return login.answer ? { login, answer: login.answer } : { login }
}

/** A store that did not answer may have stored the end all the same; then nobody else has let it out. */
async function unlessStored(login: AnsweredLogin | AbortedLogin, fault: unknown, ports: LoginPorts): Promise<void> {
  const isUnknown = fault instanceof BrokerError && fault.code === 'unavailable'
  const stored = isUnknown ? await ports.logins.find(login.id).catch(() => null) : null
  // check: an-end-is-let-out-where-it-is-the-one-that-is-stored
  if (!stored || isOpen(stored) || JSON.stringify(stored.answer) !== JSON.stringify(login.answer)) throw fault
}
