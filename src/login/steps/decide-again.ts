import { isSaml } from '../../domain/login.js'
import { stillOffered } from '../../domain/release.js'
import { reopened } from '../../domain/transitions.js'
import type { LoginFacts } from '../facts.js'
import type { AutomaticStep } from '../step.js'
import { storeLogin } from '../store-login.js'

/**
 * Confirmed, but not finished then: nothing leaves that is not what the login gives by now (RULES: What a service may
 * ask 7). The citizen is asked again, or the login returns again.
 */
export const decideAgainStep: AutomaticStep = {
  name: 'decide-again',
  needed: (facts) => facts.login.state === 'confirmed' && !agreementHolds(facts),
  run: async ({ login }, ports) => ({ login: await storeLogin(reopened(login), ports) }),
}

/** A login without a service agrees to nothing: it was cut off between its last two steps. */
const agreementHolds = ({ login, decision }: LoginFacts): boolean =>
  // check: what-was-agreed-to-is-looked-at-again
  login.state === 'confirmed' && isSaml(login) && decision !== null && stillOffered(login.release, decision)
