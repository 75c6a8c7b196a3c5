import { BrokerError } from '../../domain/errors.js'
import { isOf } from '../../domain/evidence.js'
import { identified, restarted } from '../../domain/transitions.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import { proofOfNothing, provesAccount } from '../proof-of-nothing.js'
import { opensNoSession } from '../opens-no-session.js'
import { sessionAfterProof } from '../../sessions/session-policy.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** The proof was of this account: the login goes on in a new or renewed session of it. */
export async function resolveIdentity(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account, session } = facts
  if (login.state !== 'authenticated' || !account) throw new BrokerError('login-moved-on')
  // check: a-waiting-proof-by-a-blocked-method-opens-no-session
  if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)
  if (opensNoSession(facts)) return { login: await storeLogin(identified(login, account.id, null), ports) }
  // check: only-proofs-of-the-account-open-its-session
  const mine = login.evidence.filter((piece) => isOf(piece, account.id))
  const before = session?.account === account.id ? session : null
  const change = await sessionAfterProof(account.id, mine, before, ports)
  return { login: await storeLogin(identified(login, account.id, change.session.id), ports), session: change }
}

/** The citizen goes on as the account just proved: the first session ends, with all that it was for. */
export async function switchAccount(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account } = facts
  if (login.state !== 'authenticated' || !account) throw new BrokerError('login-moved-on')
  // Before the first session ends: nobody is left signed out by a proof that is none.
  // check: a-blocked-method-ends-nobodys-session
  if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)
  // check: switching-ends-the-first-session
  if (facts.session) await ports.sessions.end(facts.session.id)
  const next = await resolveIdentity({ ...facts, session: null }, ports)
  return next.session ? next : { ...next, session: { kind: 'ended' } }
}

/** The citizen stays with the session's account: the other proof is forgotten, the login asks again. */
export async function keepAccount({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (login.state !== 'authenticated') throw new BrokerError('login-moved-on')
  return { login: await storeLogin(restarted(login), ports) }
}

/** It was somebody else's session: it ends, and the login asks who this is. */
export async function leaveAccount({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (session) await ports.sessions.end(session.id)
  return { login: await storeLogin(restarted(login), ports), session: { kind: 'ended' } }
}
