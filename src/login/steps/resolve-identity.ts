import { BrokerError } from '../../domain/error-catalogue.js'
import { isOf } from '../../domain/evidence.js'
import { identified } from '../../domain/transitions.js'
import { isAuthenticated, provesAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { proofOfNothing } from '../take-proof.js'
import { opensNoSession } from '../conditions.js'
import { sessionAfterProof } from '../../sessions/session-policy.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** The waiting proof is of the session's account, or there is no session. */
export const resolveIdentityStep: AutomaticStep = {
  name: 'resolve-identity',
  needed: isAuthenticated,
  run: resolveIdentity,
}

/** The login goes on as the proved account, in a new or renewed session of it. */
export async function resolveIdentity(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account, session } = facts
  if (login.state !== 'authenticated' || !account) throw new BrokerError('login-moved-on')
  // check: a-waiting-proof-by-a-blocked-method-opens-no-session
  if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)
  if (opensNoSession(facts)) return { login: await storeLogin(identified(login, account.id, null), ports) }
  // check: only-proofs-of-the-account-open-its-session
  const mine = login.evidence.filter((piece) => isOf(piece, account.id))
  const before = session?.account === account.id ? session : null
  const change = await sessionAfterProof(account, mine, before, ports)
  return { login: await storeLogin(identified(login, account.id, change.session.id), ports), session: change }
}
