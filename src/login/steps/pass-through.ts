import { BrokerError } from '../../domain/error-catalogue.js'
import { accountId } from '../../domain/ids.js'
import { identified, recognized } from '../../domain/transitions.js'
import { needsNoAccount } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** A card that no account holds, at a service for pseudonyms alone. */
export const passThroughStep: AutomaticStep = {
  name: 'pass-through',
  needed: needsNoAccount,
  run: passThrough,
}

/**
 * A login without an account: what the card told goes to the service and is kept nowhere. The login opens no session
 * (RULES: What a service may ask 10).
 */
export async function passThrough({ login, unlinked }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (login.state !== 'authenticated' || !unlinked) throw new BrokerError('login-moved-on')
  const account = accountId(ports.random.id())
  const mine = recognized(login, unlinked.evidence, account)
  return { login: await storeLogin(identified(mine, account, null, { temporary: true }), ports) }
}
