import { BrokerError } from '../../domain/errors.js'
import type { MethodId } from '../../domain/ids.js'
import { isOpen, type Answer, type Login } from '../../domain/login.js'
import type { MethodAnswer } from '../authenticate.js'
import type { LoginFacts } from '../facts.js'
import { readingOnce } from '../reading-once.js'
import type { Taken } from '../step.js'
import type { StepResult } from '../step-result.js'
import { methodOffers } from '../offered-methods.js'
import { goOn } from '../visit.js'
import { loginCookie, methodCookie } from '../../http/cookies.js'
import { BRAKED, tellFailedProof } from '../../domain/tell-failed-proof.js'
import { failureContext } from '../../http/failure-page.js'
import type { PageFrame } from '../../http/outcome.js'
import { handOver } from './hand-over.js'
import { loginPath, type LoginContext, type LoginRequest } from '../kit/login-context.js'
import { formOf, keepSession } from './login-visits.js'

/** The frame around the pages of a login: the portal's name, and the language links. */
export const frameOf = (login: Login): PageFrame => ({ service: login.requirements.service, languageLinks: true })

const traceOf = ({ id, requirements }: Login) => ({ login: id, service: requirements.service })

/** Hands the answer over to the portal, or leads back to the own account. */
export function deliver(context: LoginContext, at: LoginRequest, answer: Answer): void {
  handOver(context, at.request, at.response, answer, at.login.requirements.service)
}

/** What a form came to: the login goes on, a method is shown or leads away, or the page is shown again. */
export async function settleTaken(
  context: LoginContext,
  at: LoginRequest,
  { login }: LoginFacts,
  taken: Taken,
): Promise<void> {
  switch (taken.kind) {
    case 'step':
      return afterStep(context, at, taken.result)
    case 'method':
      return settleMethod(context, at, taken.method, taken.facts, taken.answer)
    case 'page':
      context.outcomes.page(at.request, at.response, taken.page, frameOf(login))
  }
}

/** After a step that a POST took: its answer, or back to the login's own address. */
async function afterStep(context: LoginContext, at: LoginRequest, result: StepResult): Promise<void> {
  const { deps, cookies, outcomes } = context
  const session = keepSession(context, at.response, at.session, result.session ? [result.session] : [])
  // check: a-proof-that-waits-changes-the-cookie
  if (result.loginSecret) cookies.write(at.response, loginCookie(at.id), result.loginSecret)
  if (result.answer) {
    deliver(context, at, result.answer)
    return
  }
  if (!isOpen(result.login)) throw new BrokerError('login-over')
  const opened = result.session?.kind === 'opened' ? result.session.session : null
  const visit = await goOn(result.login, session, deps.flow, readingOnce(deps.flow, opened))
  keepSession(context, at.response, session, visit.sessionChanges)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer)
    return
  }
  outcomes.seeOther(at.response, loginPath(at.id))
}

/**
 * Shows what a method wants shown, or goes on with what it proved. After a form that is a redirect to the method's own
 * address wherever the page is there too: reload, back and a change of language then stay on it.
 */
export async function settleMethod(
  context: LoginContext,
  at: LoginRequest,
  id: MethodId,
  facts: LoginFacts,
  answer: MethodAnswer,
): Promise<void> {
  const { cookies, outcomes } = context
  if (answer.kind === 'step') {
    cookies.write(at.response, methodCookie, id)
    await afterStep(context, at, answer.result)
    return
  }
  const { outcome } = answer
  const hasOther = methodOffers(facts, context.deps.flow).some(
    ({ method, notOffered }) => method.id !== id && notOffered === null,
  )
  const reason = outcome.kind === 'limited' ? BRAKED : outcome.failure
  if (reason) tellFailedProof({ ...traceOf(facts.login), method: id, reason }, context.deps)
  if (outcome.kind === 'limited') {
    Object.assign(failureContext(at.response), {
      until: outcome.until,
      ...(hasOther && { continueAt: loginPath(at.id) }),
    })
    throw new BrokerError('braked')
  }
  if (at.request.method === 'POST' && !outcome.once) {
    outcomes.seeOther(at.response, loginPath(at.id, id))
    return
  }
  const page = outcome.page({ form: formOf(context, facts.login, at.session, id), otherMethods: loginPath(at.id) })
  outcomes.page(at.request, at.response, page, { ...frameOf(facts.login), onlyMethod: !hasOther })
}
