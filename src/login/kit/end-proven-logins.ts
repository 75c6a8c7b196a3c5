import { BrokerError } from '../../domain/error-catalogue.js'
import type { LoginId } from '../../domain/ids.js'
import { isOpen, type OpenLogin } from '../../domain/login.js'
import { abort } from '../abort.js'
import { findLogin } from '../visit.js'
import type { LoginPorts } from './login-ports.js'

/** A login of a browser, with the secret of its cookie. */
export interface BrowserLogin {
  readonly id: LoginId
  readonly secret: string
}

/**
 * The open logins of a browser in which somebody has proved who they are: whoever comes back to one may confirm it,
 * whether there is a session or not. Throws `unavailable` where the store does not answer.
 */
export async function provenLogins(logins: readonly BrowserLogin[], ports: LoginPorts): Promise<readonly OpenLogin[]> {
  const found = await Promise.all(logins.map((login) => find(login, ports)))
  return found.filter((login) => login !== null)
}

/** Ends them: whoever goes back to one is led to its service, which learns that nobody logged in. */
export async function endProvenLogins(logins: readonly BrowserLogin[], ports: LoginPorts): Promise<void> {
  await Promise.all(logins.map((login) => end(login, ports)))
}

async function find({ id, secret }: BrowserLogin, ports: LoginPorts): Promise<OpenLogin | null> {
  const login = await findLogin(id, { loginSecret: secret, sessionSecret: null }, ports).catch(notThere)
  if (!login || !isOpen(login) || login.state === 'aborting') return null
  return 'evidence' in login && login.evidence.length > 0 ? login : null
}

/** How often one is ended, where another tab goes on in it meanwhile. */
const TRIES = 5

async function end(login: BrowserLogin, ports: LoginPorts): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const proven = await find(login, ports)
    if (!proven) return
    const isOvertaken = await abort(proven, 'authn-failed', ports).then(() => false, overtaken)
    if (!isOvertaken) return
  }
  throw new BrokerError('unavailable', 'a login that is always another')
}

/** No login of this browser, or one that is over. */
function notThere(error: unknown): null {
  if (error instanceof BrokerError && error.code !== 'unavailable') return null
  throw error
}

/** True if another tab was faster; false where its service is gone, so that it is answered in no case. */
function overtaken(error: unknown): boolean {
  if (!(error instanceof BrokerError) || error.code === 'unavailable') throw error
  return error.code === 'login-moved-on'
}
