import { timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { BrokerError } from '../domain/errors.js'
import { loginId, type LoginId, type MethodId, type SessionId } from '../domain/ids.js'
import { isOpen, type Answer, type Login, type OpenLogin } from '../domain/login.js'
import { formTokenOf, type Browser } from '../flow/browser.js'
import { advance, type StepName } from '../flow/login-flow.js'
import { gatherFacts, liveSession, type LoginFacts } from '../flow/login-facts.js'
import type { SessionChange } from '../flow/step-result.js'
import { answerAgain, findLogin, goOn, sessionOf, type Visit } from '../flow/visit.js'
import { FORM_FIELDS } from '../ui/form-fields.js'
import type { Form } from '../ui/view-models.js'
import { loginCookie, methodCookie, sessionCookie, type Cookies } from './cookies.js'
import { failureContext } from './failure-page.js'
import type { HttpDeps } from './http-deps.js'
import { readFields, single, type Fields } from './parse.js'

/** One request of one login: what the browser showed, and the login as found. */
export interface LoginRequest {
  readonly id: LoginId
  readonly login: Login
  readonly session: SessionId | null
  readonly request: Request
  readonly response: Response
}

/** A POST of one step whose token held, with the facts to act on. */
export type Posted =
  | { readonly kind: 'act'; readonly login: OpenLogin; readonly facts: LoginFacts; readonly fields: Fields }
  /** The login is at another step by now, or came to its answer: nothing is done with the form. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'answer'; readonly answer: Answer }

/** Finds logins for requests and keeps the browser's cookies in step with them. */
export interface LoginVisits {
  open(request: Request, response: Response): Promise<LoginRequest>
  /** A GET: goes on as far as the broker can by itself. */
  show(at: LoginRequest): Promise<Visit>
  /** A POST of the page of `step`: checks the form's token. Throws `form-token`. */
  post(at: LoginRequest, step: StepName): Promise<Posted>
  form(login: Login, session: SessionId | null, action: string): Form
  /** Sets what changed into the browser's cookies; returns the session after it. */
  keepSession(response: Response, before: SessionId | null, changes: readonly SessionChange[]): SessionId | null
  rememberMethod(response: Response, method: MethodId): void
  lastMethod(request: Request): string | null
}

export const loginPath = (id: LoginId, step = ''): string => `/login/${id}${step ? `/${step}` : ''}`

export function createLoginVisits(deps: HttpDeps, cookies: Cookies): LoginVisits {
  const { flow } = deps

  const keepSession: LoginVisits['keepSession'] = (response, before, changes) => {
    let session = before
    for (const change of changes) {
      session = change.kind === 'opened' ? change.session.id : null
      if (change.kind === 'opened') cookies.write(response, sessionCookie, change.secret)
      else cookies.clear(response, sessionCookie)
    }
    return session
  }

  const tokenHolds = (fields: Fields, at: LoginRequest): boolean => {
    const token = Buffer.from(single(fields, FORM_FIELDS.token) ?? '')
    const expected = Buffer.from(formTokenOf(flow.digest, at.id, at.login.browserKey, at.session))
    return token.length === expected.length && timingSafeEqual(token, expected)
  }

  /** A stale form of a login that has moved on is no attack: nothing happens, and the citizen sees where it is. */
  const refuse = async (at: LoginRequest, step: StepName): Promise<Posted> => {
    if (isOpen(at.login)) {
      const facts = await gatherFacts(at.login, await liveSession(flow, at.session), flow)
      if (advance(facts).name !== step) return { kind: 'elsewhere' }
      failureContext(at.response).continueAt = loginPath(at.id)
    }
    throw new BrokerError('form-token')
  }

  return {
    keepSession,
    async open(request, response) {
      // A HEAD is no visit: nothing of a login may move by it.
      if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
      const id = loginId(typeof request.params['id'] === 'string' ? request.params['id'] : '')
      const browser: Browser = {
        loginSecret: cookies.read(request, loginCookie(id)),
        sessionSecret: cookies.read(request, sessionCookie),
      }
      const login = await findLogin(id, browser, flow)
      failureContext(response).service = login.requirements.service
      cookies.prune(request, response)
      return { id, login, session: sessionOf(browser, flow), request, response }
    },
    async show({ login, session, response }) {
      if (!isOpen(login)) throw new BrokerError('login-over')
      const visit = await goOn(login, session, flow)
      keepSession(response, session, visit.sessionChanges)
      return visit
    },
    async post(at, step) {
      const fields = readFields(at.request.body)
      if (!tokenHolds(fields, at)) return refuse(at, step)
      if (!isOpen(at.login)) return { kind: 'answer', answer: await answerAgain(at.login, at.session, flow) }
      const visit = await goOn(at.login, at.session, flow)
      keepSession(at.response, at.session, visit.sessionChanges)
      if (visit.end.kind === 'answer') return visit.end
      if (visit.end.step !== step) return { kind: 'elsewhere' }
      return { kind: 'act', login: visit.end.facts.login, facts: visit.end.facts, fields }
    },
    form: (login, session, action) => ({
      action: loginPath(login.id, action),
      token: formTokenOf(flow.digest, login.id, login.browserKey, session),
    }),
    rememberMethod: (response, method) => cookies.write(response, methodCookie, method),
    lastMethod: (request) => cookies.read(request, methodCookie),
  }
}
