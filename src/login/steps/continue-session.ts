import { BrokerError } from '../../domain/errors.js'
import { identified, reopened, restarted } from '../../domain/transitions.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { LoginFacts } from '../facts.js'
import type { StepResult } from '../step-result.js'
import { storeLogin } from '../store-login.js'

/** Single sign-on: the session's evidence is enough, no method is asked for. */
export async function continueSession({ login, session }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (!session) throw new BrokerError('login-moved-on')
  return { login: await storeLogin(identified(login, session.account, session.id), ports) }
}

/** The session of this browser changed under the login: it starts over and asks again. */
export async function askAgain({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  return { login: await storeLogin(restarted(login), ports) }
}

/** What was agreed to holds no more, or its end was cut off: the citizen is asked again, or the login returns again. */
export async function decideAgain({ login }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  return { login: await storeLogin(reopened(login), ports) }
}
