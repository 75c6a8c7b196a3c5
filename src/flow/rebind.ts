import type { OpenLogin } from '../domain/login.js'
import { rebound } from '../domain/transitions.js'
import { browserKeyOf } from './browser.js'
import type { FlowPorts } from './flow-ports.js'
import { storeLogin } from './store-login.js'

/**
 * Gives a login a new cookie secret. Needed where a proof waits in the login for the citizen's decision: whoever
 * planted or read the earlier cookie must not be the one to decide.
 */
export async function rebind(login: OpenLogin, ports: FlowPorts): Promise<{ login: OpenLogin; secret: string }> {
  const secret = ports.random.secret()
  return { login: await storeLogin(rebound(login, browserKeyOf(ports.digest, secret)), ports), secret }
}
