import { isSaml } from '../../domain/login.js'
import type { Progress } from '../../ui/page-context.js'
import type { LoginFacts } from '../facts.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { methodOffers } from '../offered-methods.js'
import { type Stage, STAGES } from '../step.js'
import { advance } from '../table.js'

/**
 * In which part of its way a login is, by what is known of it now; null where it has one part alone. What the broker
 * finds out later may spare a part, such as a remembered consent, and adds none.
 */
export function placeInWay(stage: Stage, facts: LoginFacts, ports: LoginPorts): Progress | null {
  const stages = STAGES.filter((each) => each === stage || isPassed(each, facts, ports))
  return stages.length < 2 ? null : { now: stages.indexOf(stage) + 1, of: stages.length }
}

function isPassed(stage: Stage, facts: LoginFacts, ports: LoginPorts): boolean {
  const { login } = facts
  if (stage === 'confirm') return isSaml(login)
  // Where the session is enough, nobody chooses a method or gives a proof.
  const isBySession = login.state === 'identified' && login.evidence.length === 0
  return !isBySession && (stage === 'identify' || !hasOneWay(facts, ports))
}

/** A visitor without an account is led straight to the one method that there is. */
const hasOneWay = (facts: LoginFacts, ports: LoginPorts): boolean =>
  facts.login.requirements.pseudonymous &&
  methodOffers(facts, ports).filter(({ notOffered }) => notOffered === null).length === 1

/** The same for the page of the step that the login is at. */
export function placeOfStep(facts: LoginFacts, ports: LoginPorts): Progress | null {
  const step = advance(facts)
  return 'page' in step ? placeInWay(step.stage, facts, ports) : null
}

/** The same for the page of a method; null where it does not identify but tells what is missing. */
export function placeOfMethod(facts: LoginFacts, ports: LoginPorts): Progress | null {
  const step = advance(facts)
  return 'page' in step && step.stage !== 'confirm' ? placeInWay('identify', facts, ports) : null
}
