import { BrokerError } from '../domain/errors.js'
import type { MethodId } from '../domain/ids.js'
import type { AuthenticatedLogin, Login, OpenLogin } from '../domain/login.js'
import type { Authenticator, CallbackInput, MethodContext, Outcome } from '../domain/ports/authenticator.js'
import type { Evidence } from '../domain/evidence.js'
import { authenticated, methodStarted } from '../domain/transitions.js'
import type { FlowPorts } from './flow-ports.js'
import type { LoginFacts } from './login-facts.js'
import { offeredMethod } from './offered-methods.js'
import type { StepResult } from './step-result.js'
import { storeLogin } from './store-login.js'

/** What a method shows or where it sends the citizen; `proved` is answered by a step of the login. */
export type MethodAnswer =
  | { readonly kind: 'method'; readonly outcome: Exclude<Outcome, { kind: 'proved' | 'failed' }> }
  | { readonly kind: 'step'; readonly result: StepResult }

/** Opens a method. Throws `method-not-offered` for one that is not offered in this login. */
export async function startMethod(id: MethodId, facts: LoginFacts, ports: FlowPorts): Promise<MethodAnswer> {
  const method = offered(id, facts, ports)
  return settle(method, await method.start(contextOf(method, facts)), facts.login, ports)
}

/** Hands a method what came back from its page or from outside. Errors as `startMethod`, and those of the method. */
export async function resumeMethod(
  id: MethodId,
  input: CallbackInput,
  facts: LoginFacts,
  ports: FlowPorts,
): Promise<MethodAnswer> {
  const method = offered(id, facts, ports)
  return settle(method, await method.resume(contextOf(method, facts), input), facts.login, ports)
}

function offered(id: MethodId, facts: LoginFacts, ports: FlowPorts): Authenticator {
  const method = offeredMethod(id, facts, ports)
  if (!method) throw new BrokerError('method-not-offered')
  return method
}

const contextOf = (method: Authenticator, { login, now }: LoginFacts): MethodContext => ({
  login: login.id,
  now,
  state: login.state === 'authenticating' && login.method === method.id ? login.methodState : null,
})

async function settle(
  method: Authenticator,
  outcome: Outcome,
  login: OpenLogin,
  ports: FlowPorts,
): Promise<MethodAnswer> {
  switch (outcome.kind) {
    case 'failed':
      throw outcome.error
    case 'proved':
      return {
        kind: 'step',
        result: { login: await storeProof(login, outcome.evidence, ports) },
      }
    case 'braked':
      return { kind: 'method', outcome }
    default:
      if (outcome.state) await storeLogin(methodStarted(login, method.id, outcome.state), ports)
      return { kind: 'method', outcome }
  }
}

/** A proof is never lost to a second click that was a moment faster: it is added to the login as it is by now. */
async function storeProof(start: OpenLogin, evidence: Evidence, ports: FlowPorts): Promise<AuthenticatedLogin> {
  let login: Login | null = start
  for (let tries = 0; login && tries < 3; tries++) {
    const next: AuthenticatedLogin = authenticated(login, evidence)
    if (await ports.logins.replace(next)) return next
    login = await ports.logins.find(start.id)
  }
  throw new BrokerError('login-moved-on')
}
