import type { Answer, Login } from '../domain/login.js'
import type { SessionChange } from '../sessions/session-policy.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { LoginPorts } from './kit/login-ports.js'

/** What a step returns: the login as it is now stored, and what changed for the browser. */
export interface StepResult {
  readonly login: Login
  readonly session?: SessionChange
  /** The new secret of the login's cookie; the one before is worth nothing any more. */
  readonly loginSecret?: string
  readonly answer?: Answer
}

/** Stores the next value of a login; throws `login-moved-on` if another tab or instance was faster. */
export async function storeLogin<Next extends Login>(login: Next, ports: LoginPorts): Promise<Next> {
  // check: another-tab-may-be-faster
  if (!(await ports.logins.replace(login))) throw new BrokerError('login-moved-on')
  return login
}
