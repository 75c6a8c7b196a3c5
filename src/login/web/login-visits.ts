import type { Request, Response } from 'express'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { loginId, type SessionId } from '../../domain/ids.js'
import { isOpen, type Answer, type Login } from '../../domain/login.js'
import { formTokenOf, type Browser } from '../kit/browser.js'
import type { PageStep, StepPlace, SubmittedForm, Take } from '../step.js'
import { advance } from '../table.js'
import { gatherFacts, liveSession, type LoginFacts, readingOnce } from '../facts.js'
import { noteAction, takeOver, type SessionChange } from '../../sessions/session-policy.js'
import { answerAgain, findLogin, goOn, sessionOf, type Visit } from '../visit.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { loginCookie, methodCookie, sessionCookie } from '../../http/cookies.js'
import { failureContext } from '../../http/failure-page.js'
import { languageOf } from '../../http/language.js'
import { readFields, single, type Fields } from '../../http/parse.js'
import { loginPath, type LoginContext, type LoginRequest } from '../kit/login-context.js'
import { offerWayBack } from './left-open.js'

/** Finds the login that a request is about. Throws what `findLogin` throws, with the way on for the error page. */
export async function openLogin(context: LoginContext, request: Request, response: Response): Promise<LoginRequest> {
  // A HEAD is no visit: it must not move a login.
  // check: a-head-is-no-visit
  if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
  const { deps, cookies } = context
  const id = loginId(typeof request.params['id'] === 'string' ? request.params['id'] : '')
  const browser: Browser = {
    loginSecret: cookies.read(request, loginCookie(id)),
    sessionSecret: cookies.read(request, sessionCookie),
  }
  failureContext(response).step = loginPath(id)
  const login = await findLogin(id, browser, deps.flow).catch((fault: unknown) => {
    const isLate = fault instanceof BrokerError && fault.code === 'login-expired'
    if (isLate) offerWayBack(context, request, response)
    throw fault
  })
  failureContext(response).service = login.requirements.service
  cookies.prune(request, response)
  return { id, login, session: sessionOf(browser, deps.flow), request, response }
}

/** Answers a GET: goes on as far as the broker can by itself. Throws `login-over` for a login that has ended. */
export async function visitLogin(
  context: LoginContext,
  at: LoginRequest,
): Promise<Visit & { readonly session: SessionId | null }> {
  if (!isOpen(at.login)) throw new BrokerError('login-over')
  const visit = await goOn(at.login, at.session, context.deps.flow)
  return { ...visit, session: await keepSession(context, at.response, at.session, visit.sessionChanges) }
}

/** A POST of one step whose token held, with the facts to act on. */
export type Posted =
  | { readonly kind: 'act'; readonly take: Take; readonly facts: LoginFacts; readonly form: SubmittedForm }
  /** The login is at another step by now, so nothing is done with the form. */
  | { readonly kind: 'elsewhere' }
  /** The login has reached its answer, now or before. */
  | { readonly kind: 'answer'; readonly answer: Answer }

/** What a step does with the posted form; undefined if its page has no such form. */
export type TakeOf = (step: PageStep) => Take | undefined

/** Opens a POST of a page: checks the form's token, then brings the login up to date. Throws `form-token`. */
export async function openPost(context: LoginContext, at: LoginRequest, takeOf: TakeOf): Promise<Posted> {
  const { flow } = context.deps
  const fields = readFields(at.request.body)
  // check: a-form-needs-its-token
  if (!tokenHolds(context, fields, at)) return staleForm(context, at, takeOf)
  if (!isOpen(at.login)) return { kind: 'answer', answer: await answerAgain(at.login, at.session, flow) }
  const session = await liveSession(flow, at.session)
  const noted = session && (await noteAction(session, flow))
  const visit = await goOn(at.login, at.session, flow, readingOnce(flow, noted))
  await keepSession(context, at.response, at.session, visit.sessionChanges)
  if (visit.end.kind === 'answer') return visit.end
  const { step, facts } = visit.end
  const take = takeOf(step)
  return take ? { kind: 'act', take, facts, form: { fields, query: at.request.query } } : { kind: 'elsewhere' }
}

/**
 * Writes the changes of the session into the browser's cookies; returns the session after them. What the one before had to
 * tell at its logout goes along.
 */
export async function keepSession(
  { cookies, deps }: LoginContext,
  response: Response,
  before: SessionId | null,
  changes: readonly SessionChange[],
): Promise<SessionId | null> {
  let session = before
  for (const change of changes) {
    const former = session
    session = change.kind === 'opened' ? change.session.id : null
    if (change.kind !== 'opened') cookies.clear(response, sessionCookie)
    else {
      cookies.write(response, sessionCookie, change.secret)
      if (former) await takeOver(former, change.session, deps.flow)
    }
  }
  return session
}

/** A form that posts to this address below the login's own, with the token that binds it to login and session. */
export const formOf = ({ deps }: LoginContext, login: Login, session: SessionId | null, address: string): Form => ({
  action: loginPath(login.id, address),
  token: formTokenOf(deps.flow.digest, login.id, login.browserKey, session),
})

/** What a step gets from the request that shows or takes it. `session`: the session after this visit. */
export const placeOf = (
  context: LoginContext,
  request: Request,
  login: Login,
  session: SessionId | null,
): StepPlace => ({
  ports: context.deps.flow,
  language: languageOf(request, context.cookies),
  session,
  lastMethod: context.cookies.read(request, methodCookie),
  form: (address) => formOf(context, login, session, address),
  pathOf: (method) => loginPath(login.id, method),
  here: loginPath(login.id),
  query: request.query,
})

function tokenHolds({ deps }: LoginContext, fields: Fields, at: LoginRequest): boolean {
  const expected = formTokenOf(deps.flow.digest, at.id, at.login.browserKey, at.session)
  // check: the-token-is-compared-whole
  return sameText(single(fields, FORM_FIELDS.token) ?? '', expected)
}

/**
 * A stale form of a login that has moved on is no attack: nothing is done with it, and the citizen sees where the login
 * is.
 */
async function staleForm({ deps }: LoginContext, at: LoginRequest, takeOf: TakeOf): Promise<Posted> {
  if (isOpen(at.login)) {
    const facts = await gatherFacts(at.login, await liveSession(deps.flow, at.session), deps.flow)
    const step = advance(facts)
    if (!('page' in step) || !takeOf(step)) return { kind: 'elsewhere' }
    failureContext(at.response).continueAt = loginPath(at.id)
  }
  throw new BrokerError('form-token')
}
