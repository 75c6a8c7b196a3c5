import { BrokerError } from '../../domain/errors.js'
import { identified } from '../../domain/transitions.js'
import { levelReached } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** Single sign-on: nothing is chosen yet, and the session reaches the level. */
export const continueSessionStep: AutomaticStep = {
  name: 'continue-session',
  // check: a-session-below-the-level-does-not-serve
  needed: (facts) => isReceived(facts) && levelReached(facts),
  run: continueSession,
  changesLoginAlone: true,
}

const isReceived = ({ login }: LoginFacts): boolean => login.state === 'received' || login.state === 'authenticating'

/** The session's evidence is enough, no method is asked for. */
async function continueSession({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (!session) throw new BrokerError('login-moved-on')
  return { login: await storeLogin(identified(login, session.account, session.id), ports) }
}
