import { displayName } from '../../domain/account.js'
import { methodId, type MethodId } from '../../domain/ids.js'
import type { Instant } from '../../domain/instant.js'
import { decisiveEvidence } from '../../domain/reached-level.js'
import { single } from '../../http/parse.js'
import { sessionRanOut } from '../../sessions/session-policy.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'
import { cancelChoice } from '../abort.js'
import { startMethod } from '../authenticate.js'
import { lacksLevel } from '../conditions.js'
import type { LoginFacts } from '../facts.js'
import type { Authenticator } from '../kit/authenticator.js'
import type { LoginPorts } from '../kit/login-ports.js'
import { methodOffers } from '../offered-methods.js'
import { methodChoicePage, type MethodChoiceModel } from '../pages/method-choice.js'
import { pressedButton, stepTaken, type PageStep, type StepPlace, type Take } from '../step.js'
import { backToChoice } from './link-or-create-account.js'

/** Nobody is identified, or the level is not reached: the citizen chooses how to log in. */
export const chooseMethodStep: PageStep = {
  name: 'choose-method',
  stage: 'choose',
  needed: lacksLevel,
  page: async (facts, place) =>
    methodChoice(facts, place, 'login', await sessionRanOut(place.session, facts.login, place.ports)),
  forms: { methods: chooseMethod },
  opensMethods: true,
  straightTo: onlyWay,
}

/** A visitor who is given no account here need not choose between one way and none, until they come back from it. */
function onlyWay(facts: LoginFacts, ports: LoginPorts): Authenticator | null {
  const { login } = facts
  if (!login.requirements.pseudonymous || login.state !== 'received') return null
  const [first, ...more] = methodOffers(facts, ports).filter(({ notOffered }) => notOffered === null)
  return first && more.length === 0 ? first.method : null
}

/**
 * The page of the methods that are offered here. It tells a citizen whose session has just run out why they are asked
 * again.
 */
export function methodChoice(
  facts: LoginFacts,
  { ports, form, pathOf, lastMethod }: StepPlace,
  purpose: MethodChoiceModel['purpose'],
  sessionEnded: boolean,
): Page {
  const offers = methodOffers(facts, ports)
  const offered = offers
    .filter(({ notOffered }) => notOffered === null)
    .map(({ method }) => ({
      id: method.id,
      link: method.opensByLink ? pathOf(method.id) : null,
      lastUsed: method.id === lastMethod,
      pausedUntil: pauseOf(method.id, facts),
      provesIdentity: method.provesIdentity,
    }))
  return methodChoicePage({
    purpose,
    sessionEnded,
    gaveUp: facts.login.gaveUp ?? null,
    signedInAs: signedInAs(facts),
    fellShort: fellShort(facts, offered),
    linked: facts.unlinked?.evidence.upstream ? facts.unlinked.evidence.method : null,
    form: form('methods'),
    level: facts.needed,
    backUrl: facts.login.requirements.backUrl ?? null,
    offered: [...offered.filter(({ lastUsed }) => lastUsed), ...offered.filter(({ lastUsed }) => !lastUsed)],
    missing: offers.flatMap(({ method, notOffered }) => (notOffered ? [{ id: method.id, reason: notOffered }] : [])),
  })
}

const pauseOf = (method: MethodId, { login: { pause }, now }: LoginFacts): Instant | null =>
  pause?.method === method && pause.until > now ? pause.until : null

/** The name in the session in which the login would go on; null if there is none. */
const signedInAs = ({ account, session }: LoginFacts): string | null =>
  account !== null && session?.account === account.id ? displayName(account) : null

/**
 * The method that the citizen is signed in with, if its level is what is missing. Where it is offered once more, a better
 * proof by it may do, and where no proof of the session counts, the service wants a new one.
 */
function fellShort({ account, evidence, reached }: LoginFacts, offered: MethodChoiceModel['offered']): string | null {
  if (!account || reached === null) return null
  const { method } = decisiveEvidence(account, evidence)
  return offered.some(({ id }) => id === method) ? null : method
}

/** Takes the choice: the citizen opens a method, gives up, or turns back to decide otherwise about a card. */
export async function chooseMethod(...[facts, { fields }, { ports, language }]: Parameters<Take>): ReturnType<Take> {
  const chosen = single(fields, FORM_FIELDS.method)
  if (chosen !== null) {
    const method = methodId(chosen)
    return { kind: 'method', method, facts, answer: await startMethod(method, facts, language, ports) }
  }
  const isLinking = facts.unlinked?.wish === 'link-account'
  const pressed = pressedButton(fields, isLinking ? [DECISIONS.back, DECISIONS.cancel] : [DECISIONS.cancel])
  if (pressed === DECISIONS.back) return stepTaken({ login: (await backToChoice(facts, ports)).login })
  return stepTaken(await cancelChoice(facts, ports))
}
