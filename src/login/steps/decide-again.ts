import { reopened } from '../../domain/transitions.js'
import { agreementIsOver } from '../conditions.js'
import type { AutomaticStep } from '../step.js'
import { storeLogin } from '../store-login.js'

/**
 * Confirmed, but not finished then: nothing leaves that is not what the login gives by now (RULES: What a service may
 * ask 7). The citizen is asked again, or the login returns again.
 */
export const decideAgainStep: AutomaticStep = {
  name: 'decide-again',
  needed: agreementIsOver,
  run: async ({ login }, ports) => ({ login: await storeLogin(reopened(login), ports) }),
}
