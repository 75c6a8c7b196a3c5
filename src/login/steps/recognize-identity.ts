import { BrokerError } from '../../domain/error-catalogue.js'
import { asOf } from '../../domain/evidence.js'
import { identified, recognized } from '../../domain/transitions.js'
import { sessionAfterProof } from '../../sessions/session-policy.js'
import { isKnownByNow, provesAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { opensNoSession } from '../conditions.js'
import { proofOfNothing } from '../take-proof.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** An account holds the waiting card by now. */
export const recognizeIdentityStep: AutomaticStep = {
  name: 'recognize-identity',
  needed: isKnownByNow,
  run: recognizeIdentity,
}

/** The card was bound to this account in another tab, or by another instance a moment before that one failed. */
async function recognizeIdentity(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, unlinked, session } = facts
  if (login.state !== 'authenticated' || !unlinked?.holder) throw new BrokerError('login-moved-on')
  const { holder, evidence } = unlinked
  // check: a-card-blocked-after-it-was-bound-opens-no-session
  if (!provesAccount([asOf(evidence, holder.id)], holder)) return proofOfNothing(facts, ports)
  if (session && session.account !== holder.id) {
    return { login: await storeLogin({ ...recognized(login, evidence, holder.id), version: login.version + 1 }, ports) }
  }
  const mine = recognized(login, evidence, holder.id)
  // check: a-card-recognized-for-a-pseudonym-opens-no-session
  if (opensNoSession(facts)) return { login: await storeLogin(identified(mine, holder.id, null), ports) }
  const change = await sessionAfterProof(holder, [asOf(evidence, holder.id)], session, ports)
  return { login: await storeLogin(identified(mine, holder.id, change.session.id), ports), session: change }
}
