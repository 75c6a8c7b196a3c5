import { abort } from '../abort.js'
import { isIdentified, sessionFits } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import type { StepResult } from '../step-result.js'

/** Account gone or method blocked since (RULES: What a service may ask 7). */
export const endWithoutProofStep: AutomaticStep = {
  name: 'end-without-proof',
  // check: no-answer-where-the-proof-is-gone
  needed: (facts) => isIdentified(facts) && proofGone(facts),
  run: endWithoutProof,
}

/** A proof that has grown too old is no lost one: the login asks for another. */
const proofGone = (facts: LoginFacts): boolean =>
  // check: a-proof-that-grew-too-old-is-asked-for-again
  facts.account === null || (sessionFits(facts) && facts.reached === null && facts.proofLost)

/**
 * The account is gone, or what was logged in with: the service gets AuthnFailed, the citizen a page that says so (RULES:
 * What a service may ask 7). Nobody reads pages in a passive login.
 */
async function endWithoutProof({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { isPassive } = login.requirements
  return abort(login, 'proof-gone', ports, isPassive ? null : 'proof-gone')
}
