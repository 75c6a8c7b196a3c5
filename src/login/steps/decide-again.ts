import { reopened } from '../../domain/transitions.js'
import { agreementIsOver } from '../conditions.js'
import type { AutomaticStep } from '../step.js'
import { storeLogin } from '../store-login.js'

/**
 * A confirmed login was cut off, and its release has changed since. The citizen is asked again, or a login without a
 * service returns again: nothing leaves that the login would not give now (RULES: What a service may ask 7).
 */
export const decideAgainStep: AutomaticStep = {
  name: 'decide-again',
  needed: agreementIsOver,
  run: async ({ login }, ports) => ({ login: await storeLogin(reopened(login), ports) }),
}
