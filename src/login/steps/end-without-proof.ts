import { abort } from '../abort.js'
import { lacksProof } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import type { StepResult } from '../store-login.js'

/** Account gone or method blocked since (RULES: What a service may ask 7). */
export const endWithoutProofStep: AutomaticStep = {
  name: 'end-without-proof',
  needed: lacksProof,
  run: endWithoutProof,
}

/**
 * The account is gone, or what was logged in with: the service gets AuthnFailed, the citizen a page that says so (RULES:
 * What a service may ask 7). Nobody reads pages in a passive login.
 */
async function endWithoutProof({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { isPassive } = login.requirements
  return abort(login, 'proof-gone', ports, isPassive ? null : 'proof-gone')
}
