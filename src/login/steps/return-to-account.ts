import { BrokerError } from '../../domain/error-catalogue.js'
import type { Release } from '../../domain/release.js'
import { answered, answerKept, confirmed } from '../../domain/transitions.js'
import { isForOwnAccount } from '../conditions.js'
import { decisiveEvidence } from '../../domain/reached-level.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'
import { tellEnd } from '../tell-end.js'

/** The login is for the citizen's own account: nothing is released, and the session is all that it was for. */
export const returnToAccountStep: AutomaticStep = {
  name: 'return-to-account',
  needed: isForOwnAccount,
  run: returnToAccount,
}

async function returnToAccount(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, account, reached, now } = facts
  if (!account || !reached || login.reply.kind !== 'account') throw new BrokerError('login-moved-on')
  const release: Release = { attributes: [], level: reached }
  const proof = decisiveEvidence(account, facts.evidence)
  const agreed = await storeLogin(confirmed(login, release), ports)
  const taken = await storeLogin(answered(agreed, proof.method, now), ports)
  const after = { method: proof.method, level: reached }
  await tellEnd({ action: 'account.signed-in', login: taken, account: account.id, after }, ports)
  const answer = { kind: 'stay', path: login.reply.returnTo } as const
  const kept = answerKept(taken, answer)
  return { login: (await ports.logins.replace(kept)) ? kept : taken, answer }
}
