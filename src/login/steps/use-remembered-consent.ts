import { BrokerError } from '../../domain/error-catalogue.js'
import { confirmed } from '../../domain/transitions.js'
import { isRemembered } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import type { AutomaticStep } from '../step.js'
import { type StepResult, storeLogin } from '../store-login.js'

/** The citizen agreed before and asked to be remembered, and names and values are still the same. */
export const useRememberedConsentStep: AutomaticStep = {
  name: 'use-remembered-consent',
  needed: isRemembered,
  run: useRememberedConsent,
  changesLoginAlone: true,
}

async function useRememberedConsent({ login, remembered }: LoginFacts, ports: LoginPorts): Promise<StepResult> {
  if (!remembered) throw new BrokerError('login-moved-on')
  return { login: await storeLogin(confirmed(login, remembered), ports) }
}
