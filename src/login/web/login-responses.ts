import { BrokerError, type ErrorCode } from '../../domain/error-catalogue.js'
import { type MethodId, loginId } from '../../domain/ids.js'
import { isOpen, type Answer, type ArtifactAnswer, type Login, ANSWER_LIFETIME } from '../../domain/login.js'
import type { MethodAnswer } from '../authenticate.js'
import { type LoginFacts, readingOnce } from '../facts.js'
import { ASKS_FOR_METHODS, type Taken } from '../step.js'
import type { StepResult } from '../store-login.js'
import { methodOffers, type MethodOffer } from '../offered-methods.js'
import type { Outcome } from '../kit/authenticator.js'
import { goOn, answerAgain } from '../visit.js'
import { placeOfMethod, placeOfStep } from './place-in-way.js'
import { loginCookie, methodCookie } from '../../http/cookies.js'
import { BRAKED, tellFailedProof } from '../../domain/tell-failed-proof.js'
import { failureContext } from '../../http/failure-page.js'
import type { PageFrame } from '../../http/outcome.js'
import { loginPath, type LoginContext, type LoginRequest } from '../kit/login-context.js'
import { formOf, keepSession, openLogin } from './login-visits.js'
import type { Request, Response } from 'express'
import type { Leaving } from '../../domain/leaving.js'
import { handOverPage } from '../pages/hand-over.js'
import { leavePage } from '../pages/leave.js'
import { seconds, type Duration } from '../../domain/instant.js'

/** The frame around the pages of a login: the portal's name, and where its step is read. */
export const frameOf = (login: Login): PageFrame => ({
  ...askedBy(login),
  step: loginPath(login.id),
})

const askedBy = ({ requirements: { service, child } }: Login) => ({ service, child })

const traceOf = ({ id, requirements }: Login) => ({ login: id, service: requirements.service })

/** Hands the answer over to the portal, or leads back to the citizen's own account. */
export function deliver(context: LoginContext, at: LoginRequest, answer: Answer): void {
  handOver(context, at.request, at.response, answer, askedBy(at.login))
}

/** Answers a form: the login goes on, a method is shown or leads away, or the page is shown again. */
export async function settleTaken(
  context: LoginContext,
  at: LoginRequest,
  facts: LoginFacts,
  taken: Taken,
): Promise<void> {
  switch (taken.kind) {
    case 'step':
      return afterStep(context, at, taken.result)
    case 'method':
      return settleMethod(context, at, taken.method, taken.facts, taken.answer)
    case 'page':
      context.outcomes.page(at.request, at.response, taken.page, {
        ...frameOf(facts.login),
        progress: placeOfStep(facts, context.deps.flow),
      })
  }
}

/** After a step that a POST took: the login's answer, or a redirect to the login's own address. */
async function afterStep(context: LoginContext, at: LoginRequest, result: StepResult): Promise<void> {
  const { deps, cookies, outcomes } = context
  const session = await keepSession(context, at.response, at.session, result.session ? [result.session] : [])
  // check: a-proof-that-waits-changes-the-cookie
  if (result.loginSecret) cookies.write(at.response, loginCookie(at.id), result.loginSecret)
  if (result.answer) {
    deliver(context, at, result.answer)
    return
  }
  if (!isOpen(result.login)) throw new BrokerError('login-over')
  const opened = result.session?.kind === 'opened' ? result.session.session : null
  const visit = await goOn(result.login, session, deps.flow, readingOnce(deps.flow, opened))
  await keepSession(context, at.response, session, visit.sessionChanges)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer)
    return
  }
  outcomes.seeOther(at.response, loginPath(at.id))
}

/**
 * Shows a method's page, or goes on with what the method proved. After a form the answer is a redirect to the method's
 * own address if the page can be had there too, so that reload, back and a change of language stay on it.
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
  const others = methodOffers(facts, context.deps.flow).filter(
    ({ method, notOffered }) => method.id !== id && notOffered === null,
  )
  const reason = reasonOf(outcome)
  if (reason) tellFailedProof({ ...traceOf(facts.login), method: id, reason }, context.deps)
  if (outcome.kind === 'limited') {
    const elsewhere = others.length > 0 && { continueAt: loginPath(at.id) }
    Object.assign(failureContext(at.response), { until: outcome.until, ...elsewhere })
    throw new BrokerError('braked')
  }
  if (outcome.kind === 'gave-up') return void outcomes.seeOther(at.response, loginPath(at.id))
  // After a form the browser comes to the method's own address first, as a form leads to no other site (CONTRACT: HTTP).
  if (at.request.method === 'POST' && !('once' in outcome)) {
    outcomes.seeOther(at.response, loginPath(at.id, id))
    return
  }
  if (outcome.kind === 'leave') {
    leave(context, at, id, outcome.to)
    return
  }
  showMethodPage(context, at, { id, facts, page: outcome.page, others })
}

interface ShownMethod {
  readonly id: MethodId
  readonly facts: LoginFacts
  readonly page: Extract<Outcome, { kind: 'page' }>['page']
  /** The other methods that are offered here. */
  readonly others: readonly MethodOffer[]
}

function showMethodPage(context: LoginContext, at: LoginRequest, { id, facts, page: make, others }: ShownMethod): void {
  const { outcomes } = context
  const page = make({
    form: formOf(context, facts.login, at.session, id),
    otherMethods: others.length > 0 ? loginPath(at.id) : `${loginPath(at.id)}?${ASKS_FOR_METHODS}`,
    cancel: formOf(context, facts.login, at.session, 'methods'),
    identifiesBy: others.find(({ method }) => method.provesIdentity)?.method.id ?? null,
  })
  const place = { step: loginPath(at.id, id), progress: placeOfMethod(facts, context.deps.flow) }
  outcomes.page(at.request, at.response, page, { ...frameOf(facts.login), ...place, onlyMethod: others.length === 0 })
}

function reasonOf(outcome: Extract<MethodAnswer, { kind: 'method' }>['outcome']): string | undefined {
  if (outcome.kind === 'limited') return outcome.failure ?? BRAKED
  return outcome.kind === 'leave' ? undefined : outcome.failure
}

/** Leads to another origin: by its address, or by a page whose one form sends itself. */
function leave({ outcomes }: LoginContext, at: LoginRequest, method: MethodId, to: Leaving): void {
  if (to.kind === 'redirect') return at.response.redirect(303, to.url)
  outcomes.page(at.request, at.response, leavePage({ ...to, method }), askedBy(at.login))
}

/**
 * Answers with the page that hands an answer over to the portal, or with a 303 if the answer stays on our own pages.
 * `atOnce`: the browser comes from no form of ours, which a redirect to another site would be part of (CONTRACT: HTTP).
 */
export function handOver(
  { outcomes }: LoginContext,
  request: Request,
  response: Response,
  answer: Answer,
  asked: Pick<PageFrame, 'service' | 'child'>,
  { atOnce = false }: { readonly atOnce?: boolean } = {},
): void {
  switch (answer.kind) {
    case 'artifact':
      if (atOnce && answer.notice === null) return response.redirect(303, addressOf(answer))
      return outcomes.page(request, response, handOverPage(answer), asked)
    case 'post':
      return outcomes.page(request, response, handOverPage(answer), asked)
    case 'stay':
      return outcomes.seeOther(response, answer.path)
  }
}

/** An artifact in an address (saml-bindings §3.6.3.1), behind a query that the registered one may have. */
function addressOf({ action, fields }: ArtifactAnswer): string {
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${action}${action.includes('?') ? '&' : '?'}${query.join('&')}`
}

/**
 * Within this time a GET of an answered login is a reload and gets the answer again; later it is the way back in the
 * browser's history and must not.
 */
export const RELOAD = seconds(5)

interface WhenOvertaken {
  /** For how long the answer is given again. */
  readonly within?: Duration
  /** The step whose address shows where the login is. */
  readonly step?: string
  /** True if the request may be taken once more, on the login as the other request left it. */
  readonly onceMore?: boolean
}

/**
 * Takes a request. If another one overtook it, as with a double click, it gets the other's answer or shows where the
 * login is.
 */
export async function unlessOvertaken(
  context: LoginContext,
  request: Request,
  response: Response,
  take: () => Promise<void>,
  { within = ANSWER_LIFETIME, step = '', onceMore = false }: WhenOvertaken = {},
): Promise<void> {
  try {
    await take()
  } catch (error) {
    const overtaken = error instanceof BrokerError && OVERTAKEN.has(error.code)
    if (!overtaken || response.headersSent) throw error
    const at = await openLogin(context, request, response).catch(unlessNewCookie)
    // The other request brought a new cookie, which the browser shows at the login's own address.
    if (!at) return void context.outcomes.seeOther(response, loginPath(loginIdOf(request), step))
    if (isOpen(at.login)) {
      if (onceMore) return unlessOvertaken(context, request, response, take, { within, step })
      context.outcomes.seeOther(response, loginPath(at.id, step))
    } else {
      const answer = await answerAgain(at.login, at.session, context.deps.flow, within)
      deliver(context, at, answer)
    }
  }
}

const loginIdOf = ({ params }: Request) => loginId(typeof params['id'] === 'string' ? params['id'] : '')

function unlessNewCookie(error: unknown): null {
  if (error instanceof BrokerError && error.code === 'login-cookie') return null
  throw error
}

const OVERTAKEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['login-moved-on', 'login-over'])
