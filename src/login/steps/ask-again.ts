import { restarted } from '../../domain/transitions.js'
import { sessionChanged } from '../conditions.js'
import type { AutomaticStep } from '../step.js'
import { storeLogin } from '../store-login.js'

/**
 * Another tab ended or changed the session: the login starts over and asks again, so that nothing of another account is
 * released (RULES: What a service may ask 8).
 */
export const askAgainStep: AutomaticStep = {
  name: 'ask-again',
  needed: sessionChanged,
  run: async ({ login }, ports) => ({ login: await storeLogin(restarted(login), ports) }),
}
