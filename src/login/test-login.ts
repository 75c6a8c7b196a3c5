import type { Language } from '../domain/language.js'
import { readChosen, type ChosenCitizen } from '../domain/test-citizen.js'
import { TRUST_LEVELS } from '../domain/trust-level.js'
import { abort, cancelChoice } from './abort.js'
import { resumeMethod } from './authenticate.js'
import type { LoginFacts } from './facts.js'
import type { LoginPorts } from './kit/login-ports.js'
import { methodOffers } from './offered-methods.js'
import { stepTaken, type PageStep, type Taken } from './step.js'
import { confirmIdentity } from './steps/confirm-identity.js'
import { decideUnlinkedIdentity } from './steps/link-or-create-account.js'

/**
 * What a login does by itself where a page would be shown, in a browser that has chosen a test citizen; null: the page is
 * shown. `cookie`: what it has chosen.
 */
export type DriveTestLogin = (
  at: { readonly step: PageStep; readonly facts: LoginFacts },
  cookie: string,
  language: Language,
  ports: LoginPorts,
) => Promise<Taken | null>

/** For a deployment of `stage: test` alone (RULES: Operators 10): nobody else's login goes on without a form. */
export const driveTestLogin: DriveTestLogin = async ({ step, facts }, cookie, language, ports) => {
  const { login } = facts
  const chosen = readChosen(cookie)
  if (!chosen) return null
  switch (step.name) {
    case 'choose-method':
      // After a proof that did not suffice, the page says so.
      if (login.state !== 'received') return null
      return chosen.end === 'cancel'
        ? stepTaken(await cancelChoice(facts, ports))
        : proofOf(chosen, facts, language, ports)
    case 'link-or-create-account':
      return throughTemporary(facts, ports)
    case 'complete-profile':
      return chosen.end === null ? null : stepTaken(await abort(login, missingCode(facts), ports))
    case 'confirm-identity':
      return atConfirm(chosen, facts, ports)
    default:
      return null
  }
}

/** By the method of the lowest level that this login offers and the test citizen has. */
async function proofOf(
  { id: citizen }: ChosenCitizen,
  facts: LoginFacts,
  language: Language,
  ports: LoginPorts,
): Promise<Taken | null> {
  const offered = methodOffers(facts, ports)
    .filter(({ notOffered }) => notOffered === null)
    .map(({ method }) => method)
    .toSorted((one, other) => TRUST_LEVELS.indexOf(one.level) - TRUST_LEVELS.indexOf(other.level))
  for (const { id } of offered) {
    const input = { fields: { citizen }, returned: false, address: '' }
    const answer = await resumeMethod(id, input, facts, language, ports)
    if (answer.kind === 'step') return stepTaken(answer.result)
  }
  return null
}

async function throughTemporary(facts: LoginFacts, ports: LoginPorts): Promise<Taken | null> {
  const decision = await decideUnlinkedIdentity(facts, 'temporary', ports)
  return decision.kind === 'step' ? decision : null
}

const missingCode = ({ login }: LoginFacts) =>
  login.requirements.tellsMissing === true ? 'akdb-attributes-missing' : 'request-denied'

async function atConfirm({ end }: ChosenCitizen, facts: LoginFacts, ports: LoginPorts): Promise<Taken | null> {
  if (end === 'decline' || end === 'cancel') return stepTaken(await abort(facts.login, 'request-denied', ports))
  if (end === null || !facts.decision) return null
  const ticked = new Set(facts.decision.release.attributes.map(({ name }) => name))
  return stepTaken(await confirmIdentity(facts, { ticked, remember: false }, ports))
}
