import { BrokerError } from '../domain/errors.js'
import type { Login } from '../domain/login.js'
import type { LoginPorts } from './kit/login-ports.js'

/** Stores the next value of a login; throws `login-moved-on` if another tab or instance was faster. */
export async function storeLogin<Next extends Login>(login: Next, ports: LoginPorts): Promise<Next> {
  // check: another-tab-may-be-faster
  if (!(await ports.logins.replace(login))) throw new BrokerError('login-moved-on')
  return login
}
