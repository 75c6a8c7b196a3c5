import { abort } from '../abort.js'
import { lacksProof } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import type { StepResult } from '../store-login.js'

export const endWithoutProofStep: AutomaticStep = {
  name: 'end-without-proof',
  needed: lacksProof,
  run: endWithoutProof,
}

/**
 * The account is gone, or its method was blocked since: the service gets AuthnFailed, and the citizen a page that says
 * so (RULES: What a service may ask 7). A passive login shows no page.
 */
async function endWithoutProof({ login, accountBlocked }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { isPassive } = login.requirements
  const why = accountBlocked ? 'account-blocked' : 'proof-gone'
  return abort(login, why, ports, isPassive ? null : why)
}
