import { boundMethod, type Account } from '../domain/account.js'
import { isOf, type Evidence } from '../domain/evidence.js'
import { restarted } from '../domain/transitions.js'
import { abort } from './abort.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { LoginFacts } from './facts.js'
import type { StepResult } from './step-result.js'
import { storeLogin } from './store-login.js'

/**
 * True if the account still has a method that any of it came from. A method blocked or removed since opens no session,
 * whichever way the login took to its account (RULES: What a service may ask 7).
 */
export const provesAccount = (evidence: readonly Evidence[], account: Account): boolean =>
  evidence.some((piece) => isOf(piece, account.id) && boundMethod(account, piece) !== undefined)

/** Whoever is signed in chooses another method; of anybody else's login nothing is left. */
export async function proofOfNothing({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  return session ? { login: await storeLogin(restarted(login), ports) } : abort(login, 'authn-failed', ports)
}
