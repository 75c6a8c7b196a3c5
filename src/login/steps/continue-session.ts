import { BrokerError } from '../../domain/error-catalogue.js'
import { identified } from '../../domain/transitions.js'
import { sessionSuffices } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** Single sign-on: nothing is chosen yet, and the session reaches the level. */
export const continueSessionStep: AutomaticStep = {
  name: 'continue-session',
  needed: sessionSuffices,
  run: continueSession,
  changesLoginAlone: true,
}

/** The session's evidence is enough, so no method is asked for. */
async function continueSession({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (!session) throw new BrokerError('login-moved-on')
  return { login: await storeLogin(identified(login, session.account, session.id), ports) }
}
