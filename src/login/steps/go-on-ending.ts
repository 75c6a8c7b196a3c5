import { BrokerError } from '../../domain/error-catalogue.js'
import { isEnding } from '../../domain/login.js'
import { abort, abortOn } from '../abort.js'
import { answerOn } from '../answer.js'
import { answerHolds, proofGone } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import type { StepResult } from '../store-login.js'

/** The end was decided, and cut off before its answer left: it goes on from there. */
export const goOnEndingStep: AutomaticStep = {
  name: 'go-on-ending',
  needed: ({ login }) => isEnding(login),
  run: goOnEnding,
}

/** What was decided stays so, or comes to nothing: nobody is asked again (RULES: What a service may ask 7). */
async function goOnEnding(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login } = facts
  if (login.state === 'aborting') return abortOn(login, ports)
  if (login.state !== 'answering') throw new BrokerError('login-moved-on')
  if (answerHolds(facts)) return answerOn(login, facts, ports)
  const { isPassive } = login.requirements
  if (proofGone(facts)) {
    const why = facts.accountBlocked ? 'account-blocked' : 'proof-gone'
    return abort(login, why, ports, isPassive ? null : why)
  }
  return abort(login, isPassive ? 'no-passive' : 'authn-failed', ports)
}
