import { BrokerError } from '../../domain/errors.js'
import { isAttributeName, type AttributeName } from '../../domain/identity.js'
import { methodId } from '../../domain/ids.js'
import { abort, cancelChoice } from '../abort.js'
import { startMethod } from '../authenticate.js'
import { completeProfile } from '../steps/complete-profile.js'
import { confirmIdentity } from '../steps/confirm-identity.js'
import type { LoginFacts } from '../facts.js'
import { backToChoice, decidePerson, personOffers } from '../steps/meet-person.js'
import { keepAccount, leaveAccount, switchAccount } from '../steps/resolve-identity.js'
import { reviewMethods } from '../steps/review-methods.js'
import type { StepResult } from '../step-result.js'
import { birthDateFrom } from '../pages/components/birth-date-fields.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import { languageOf } from '../../http/language.js'
import { single, singles, type Fields } from '../../http/parse.js'
import type { LoginContext, LoginRequest } from '../kit/login-context.js'
import { askForAttributes, shownAs } from './login-pages.js'
import { frameOf, settleMethod } from './login-responses.js'

/** What a form of a login does: the step it takes, or `shown` if its page was shown again. */
export type LoginAction = (
  context: LoginContext,
  at: LoginRequest,
  facts: LoginFacts,
  fields: Fields,
) => Promise<StepResult | 'shown'>

/** The method page: a method that is opened by a button, or the citizen gives up, or wants none of it for a card. */
export const chooseMethod: LoginAction = async (context, at, facts, fields) => {
  const { flow } = context.deps
  const chosen = single(fields, FORM_FIELDS.method)
  if (chosen !== null) {
    const id = methodId(chosen)
    const language = languageOf(at.request, context.cookies)
    await settleMethod(context, at, id, facts, await startMethod(id, facts, language, flow))
    return 'shown'
  }
  const isLinking = facts.person?.wish === 'link-account'
  const pressed = decisionOf(fields, isLinking ? [DECISIONS.back, DECISIONS.cancel] : [DECISIONS.cancel])
  if (pressed === DECISIONS.back) return { login: (await backToChoice(facts, flow)).login }
  return cancelChoice(facts, flow)
}

/** The page for a card that no account holds: what is chosen, or the card is read once more for it. */
export const decideAboutPerson: LoginAction = async (context, at, facts, fields) => {
  const { flow } = context.deps
  const { choices } = personOffers(facts)
  const decision = await decidePerson(facts, decisionOf(fields, choices), flow)
  if (decision.kind === 'step') return decision.result
  const { evidence } = decision.facts.person ?? {}
  if (!evidence) throw new BrokerError('login-moved-on')
  const language = languageOf(at.request, context.cookies)
  const again = await startMethod(evidence.method, decision.facts, language, flow)
  await settleMethod(context, at, evidence.method, decision.facts, again)
  return 'shown'
}

/** The page of an account whose proofing rose: the other methods that the citizen knows as their own. */
export const confirmMethods: LoginAction = ({ deps }, _at, facts, fields) => {
  decisionOf(fields, [DECISIONS.continue])
  return reviewMethods(facts, new Set(fields.get(FORM_FIELDS.bound) ?? []), deps.flow)
}

/** The page for another account than the session's. */
export const decideAccount: LoginAction = ({ deps }, _at, facts, fields) =>
  decisionOf(fields, [DECISIONS.switch, DECISIONS.back]) === DECISIONS.switch
    ? switchAccount(facts, deps.flow)
    : keepAccount(facts, deps.flow)

/** The page for missing attributes. */
export const addAttributes: LoginAction = async (context, at, facts, fields) => {
  const { flow } = context.deps
  if (single(fields, FORM_FIELDS.decision) === DECISIONS.cancel) return abort(facts.login, 'request-denied', flow)
  const typed = typedAttributes(fields)
  const faults = await completeProfile(facts, typed, flow)
  if (Object.keys(faults).length === 0) return { login: facts.login }
  const page = askForAttributes(context, { facts, session: at.session }, typed, faults)
  context.outcomes.page(at.request, at.response, page, frameOf(facts.login))
  return 'shown'
}

/** The confirm page. Where the values have changed since it was made, it is shown again with the new ones. */
export const decideRelease: LoginAction = async (context, at, facts, fields) => {
  const { deps } = context
  const pressed = decisionOf(fields, [DECISIONS.confirm, DECISIONS.cancel, DECISIONS.other])
  if (pressed === DECISIONS.cancel) return abort(facts.login, 'request-denied', deps.flow)
  if (pressed === DECISIONS.other) return leaveAccount(facts, deps.flow)
  const { decision } = facts
  if (!decision || at.request.query['shown'] !== shownAs(context, decision.release)) return { login: facts.login }
  const ticked = new Set((fields.get(FORM_FIELDS.release) ?? []).filter(isAttributeName))
  return confirmIdentity(facts, { ticked, remember: single(fields, FORM_FIELDS.remember) !== null }, deps.flow)
}

/** The button that was pressed; throws `form-input` for one that the page does not have. */
function decisionOf<Choice extends string>(fields: Fields, choices: readonly Choice[]): Choice {
  const pressed = choices.find((choice) => choice === single(fields, FORM_FIELDS.decision))
  // check: a-decision-is-one-of-the-page
  if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)
  return pressed
}

function typedAttributes(fields: Fields): Partial<Record<AttributeName, string>> {
  const typed = singles(fields)
  const birthDate = birthDateFrom(typed)
  return {
    ...Object.fromEntries(Object.entries(typed).filter(([name]) => isAttributeName(name))),
    ...(birthDate === '' ? {} : { birthDate }),
  }
}
