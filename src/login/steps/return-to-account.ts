import { BrokerError } from '../../domain/error-catalogue.js'
import { confirmed } from '../../domain/transitions.js'
import { answerLogin } from '../answer.js'
import { isForOwnAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** The login is for the citizen's own account: nothing is released, and the session is all that it was for. */
export const returnToAccountStep: AutomaticStep = {
  name: 'return-to-account',
  needed: isForOwnAccount,
  run: returnToAccount,
}

async function returnToAccount(facts: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  const { login, reached } = facts
  if (!reached) throw new BrokerError('login-moved-on')
  const agreed = await storeLogin(confirmed(login, { attributes: [], level: reached }), ports)
  return answerLogin(agreed, facts, ports)
}
