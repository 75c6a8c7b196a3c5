import { BrokerError } from '../../domain/errors.js'
import type { Release } from '../../domain/release.js'
import { answered, answerKept, confirmed } from '../../domain/transitions.js'
import { decisiveEvidence } from '../decisive-evidence.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** The citizen's own account asked: nothing is released, the session is what the login was for. */
export async function returnToAccount(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account, reached, now } = facts
  if (!account || !reached || login.reply.kind !== 'account') throw new BrokerError('login-moved-on')
  const release: Release = { attributes: [], level: reached }
  const proof = decisiveEvidence(account, facts.evidence)
  const agreed = await storeLogin(confirmed(login, release), ports)
  const taken = await storeLogin(answered(agreed, proof.method, now), ports)
  await ports.audit.append({
    at: now,
    actor: 'citizen',
    action: 'account.signed-in',
    subject: account.id,
    before: null,
    after: { login: login.id, method: proof.method, level: reached },
  })
  const answer = { action: login.reply.returnTo, fields: {} }
  const kept = answerKept(taken, answer)
  return { login: (await ports.logins.replace(kept)) ? kept : taken, answer }
}
