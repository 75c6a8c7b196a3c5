import { BrokerError } from '../domain/error-catalogue.js'
import type { LoginId, MethodId } from '../domain/ids.js'
import type { Language } from '../domain/language.js'
import type { AuthenticatingLogin } from '../domain/login.js'
import type { Authenticator, BackchannelAnswer, BackchannelInput } from './kit/authenticator.js'
import { methodStarted } from '../domain/transitions.js'
import { methodContext } from './authenticate.js'
import type { LoginPorts } from './kit/login-ports.js'
import { gatherFacts } from './facts.js'
import { storeLogin } from './store-login.js'

/**
 * What such a request brings: the method's own token, the caller's address, and the language that the citizen reads.
 */
export interface BackchannelAsked extends BackchannelInput {
  readonly language: Language
}

/**
 * Answers a request from elsewhere than the citizen's browser, by a method that is under way. Throws `not-found` unless
 * this login waits for this method and the method knows the token; the error does not tell which of them failed.
 */
export async function answerBackchannel(
  id: MethodId,
  login: LoginId,
  { language, ...input }: BackchannelAsked,
  ports: LoginPorts,
): Promise<BackchannelAnswer> {
  const { method, login: waiting } = await underWay(id, login, ports)
  if (!method.backchannel) throw new BrokerError('not-found')
  const facts = await gatherFacts(waiting, null, ports)
  const answer = await method.backchannel(methodContext(method, facts, language, ports), input)
  if (answer.state) await storeLogin(methodStarted(waiting, id, answer.state), ports)
  return answer
}

/** True once a page of this method should look again; false after a while, or if nothing can come. */
export async function waitForMethod(
  id: MethodId,
  login: LoginId,
  signal: AbortSignal,
  ports: LoginPorts,
): Promise<boolean> {
  const found = await ports.logins.find(login)
  const method = ports.methods.get(id)
  // The login went on elsewhere; looking again shows the page where to.
  if (!method?.wait || found?.state !== 'authenticating' || found.method !== id) return true
  // Nothing is shown here, so any language will do.
  return method.wait(methodContext(method, await gatherFacts(found, null, ports), 'de', ports), signal)
}

async function underWay(
  id: MethodId,
  login: LoginId,
  ports: LoginPorts,
): Promise<{ readonly method: Authenticator; readonly login: AuthenticatingLogin }> {
  const found = await ports.logins.find(login)
  const method = ports.methods.get(id)
  const waits = found?.state === 'authenticating' && found.method === id && found.expiresAt > ports.clock.now()
  if (!method || !waits) throw new BrokerError('not-found')
  return { method, login: found }
}
