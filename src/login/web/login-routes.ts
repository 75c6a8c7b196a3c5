import { Router, type Request, type Response } from 'express'
import { BrokerError, type ErrorCode } from '../../domain/errors.js'
import { methodId } from '../../domain/ids.js'
import { seconds, type Duration } from '../../domain/instant.js'
import { ANSWER_LIFETIME, isOpen } from '../../domain/login.js'
import { resumeMethod, showMethod, startMethod } from '../authenticate.js'
import type { StepName } from '../table.js'
import { waitForMethod } from '../method-backchannel.js'
import { turnBack } from '../steps/meet-person.js'
import { offeredMethod } from '../offered-methods.js'
import { sessionRanOut } from '../../sessions/session-ran-out.js'
import { answerAgain } from '../visit.js'
import { methodCookie } from '../../http/cookies.js'
import { languageOf } from '../../http/language.js'
import {
  addAttributes,
  chooseMethod,
  confirmMethods,
  decideAboutPerson,
  decideAccount,
  decideRelease,
  type LoginAction,
} from './login-actions.js'
import { handOver } from './hand-over.js'
import { loginPath, type LoginContext, type LoginRequest } from '../kit/login-context.js'
import { loginPage } from './login-pages.js'
import { afterStep, deliver, frameOf, settleMethod } from './login-responses.js'
import { openLogin, openPost, visitLogin } from './login-visits.js'
import { singles } from '../../http/parse.js'

/** One login, step by step. Pages post to their own step; the browser always returns to `/login/<id>`. */
export function loginRoutes(context: LoginContext): Router {
  const router = Router()
  const form = (steps: readonly StepName[], act: LoginAction) => (request: Request, response: Response) =>
    unlessOvertaken(context, request, response, () => takeForm(context, new Set(steps), act, request, response))
  router.get('/login/:id', (request, response) =>
    unlessOvertaken(context, request, response, () => showLogin(context, request, response), { within: RELOAD }),
  )
  router.post('/login/:id/methods', form(['choose-method', 'prove-account', 'complete-profile'], chooseMethod))
  router.post('/login/:id/person', form([...CHOICE], decideAboutPerson))
  router.post('/login/:id/review', form(['review-methods'], confirmMethods))
  router.post('/login/:id/switch', form(['switch-account'], decideAccount))
  router.post('/login/:id/profile', form(['complete-profile'], addAttributes))
  router.post('/login/:id/confirm', form(['confirm-identity'], decideRelease))
  router.get('/login/:id/:method/return', (request, response) =>
    unlessOvertaken(context, request, response, () => takeReturn(context, request, response)),
  )
  router.get('/login/:id/:method/wait', (request, response) => waitForNews(context, request, response))
  router.get('/login/:id/:method', (request, response) =>
    unlessOvertaken(context, request, response, () => openMethod(context, request, response), {
      within: RELOAD,
      step: methodIdOf(request),
    }),
  )
  router.post('/login/:id/:method', (request, response) => takeMethodForm(context, request, response))
  return router
}

async function showLogin(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openAgain(context, request, response)
  const visit = await visitLogin(context, at)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer, visit.login)
    return
  }
  const { step } = visit.end
  const facts = CHOICE.has(step) ? await turnBack(visit.end.facts, context.deps.flow) : visit.end.facts
  const page = await loginPage(context, step, {
    facts,
    session: visit.session,
    lastMethod: context.cookies.read(request, methodCookie),
    language: languageOf(request, context.cookies),
    sessionEnded: step === 'choose-method' && (await sessionRanOut(visit.session, facts.login, context.deps.flow)),
  })
  const inputDropped = INPUT_DROPPED in request.query
  context.outcomes.page(request, response, page, { ...frameOf(facts.login), inputDropped })
}

async function takeForm(
  context: LoginContext,
  steps: ReadonlySet<StepName>,
  act: LoginAction,
  request: Request,
  response: Response,
): Promise<void> {
  const at = await openLogin(context, request, response)
  const posted = await openPost(context, at, steps)
  switch (posted.kind) {
    case 'answer':
      handOver(context, request, response, posted.answer, at.login.requirements.service)
      return
    case 'elsewhere':
      context.outcomes.seeOther(response, `${loginPath(at.id)}?${INPUT_DROPPED}`)
      return
    case 'act': {
      const result = await act(context, at, posted.facts, posted.fields)
      if (result !== 'shown') await afterStep(context, at, result)
    }
  }
}

/**
 * A second click that another request overtook: it gets the answer of the first, or sees where the login is. `within`:
 * how long the answer is given again; `step`: the page of the login that shows where it is.
 */
async function unlessOvertaken(
  context: LoginContext,
  request: Request,
  response: Response,
  take: () => Promise<void>,
  { within = ANSWER_LIFETIME, step = '' }: { readonly within?: Duration; readonly step?: string } = {},
): Promise<void> {
  try {
    await take()
  } catch (error) {
    const overtaken = error instanceof BrokerError && OVERTAKEN.has(error.code)
    if (!overtaken || response.headersSent) throw error
    const at = await openLogin(context, request, response)
    if (isOpen(at.login)) context.outcomes.seeOther(response, loginPath(at.id, step))
    else {
      const answer = await answerAgain(at.login, at.session, context.deps.flow, within)
      handOver(context, request, response, answer, at.login.requirements.service)
    }
  }
}

/**
 * A GET of a login that was answered a moment ago is its reload; later it is a way back, which must not answer again.
 */
const RELOAD = seconds(5)

const OVERTAKEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['login-moved-on', 'login-over'])

/** The page of a method that opens by a link, or is under way; anything else leads to where the login is. */
async function openMethod(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openLogin(context, request, response)
  const visit = await visitLogin(context, at)
  const id = methodIdOf(request)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer, visit.login)
    return
  }
  const { step, facts } = visit.end
  const { flow } = context.deps
  const isUnderWay = facts.login.state === 'authenticating' && facts.login.method === id
  const method = offeredMethod(id, facts, flow)
  if (!METHOD_STEPS.has(step) || !method || !(method.opensByLink || isUnderWay)) {
    context.outcomes.seeOther(response, loginPath(at.id))
    return
  }
  const open = isUnderWay ? showMethod : startMethod
  const answer = await open(id, facts, languageOf(request, context.cookies), flow)
  await settleMethod(context, { ...at, session: visit.session }, id, facts, answer)
}

async function takeMethodForm(context: LoginContext, request: Request, response: Response): Promise<void> {
  const id = methodIdOf(request)
  // check: only-configured-methods-take-forms
  if (!context.deps.flow.methods.has(id)) throw new BrokerError('not-found')
  const resume: LoginAction = async (_context, at, facts, fields) => {
    const input = { fields: singles(fields), returned: false, address: request.ip ?? '' }
    const language = languageOf(request, context.cookies)
    await settleMethod(context, at, id, facts, await resumeMethod(id, input, facts, language, context.deps.flow))
    return 'shown'
  }
  await unlessOvertaken(context, request, response, () => takeForm(context, METHOD_STEPS, resume, request, response))
}

/** A browser comes back from outside. The method's own token in the address shows that it was sent there from here. */
async function takeReturn(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openLogin(context, request, response)
  const id = methodIdOf(request)
  const { flow } = context.deps
  if (!flow.methods.has(id)) throw new BrokerError('not-found')
  const visit = await visitLogin(context, at)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer, visit.login)
    return
  }
  const { step, facts } = visit.end
  if (!METHOD_STEPS.has(step)) {
    context.outcomes.seeOther(response, loginPath(at.id))
    return
  }
  const fields = Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const input = { fields, returned: true, address: request.ip ?? '' }
  const language = languageOf(request, context.cookies)
  const answer = await resumeMethod(id, input, facts, language, flow)
  await settleMethod(context, { ...at, session: visit.session }, id, facts, answer)
}

/** For the script of a page that waits: answered when it should look again, or after a while. */
async function waitForNews(context: LoginContext, request: Request, response: Response): Promise<void> {
  const { id } = await openLogin(context, request, response)
  await context.waits.answer(`login ${id}`, response, (signal) =>
    waitForMethod(methodIdOf(request), id, signal, context.deps.flow),
  )
}

/** In the address of a login to which a form led that came too late: the page says that nothing was done with it. */
const INPUT_DROPPED = 'late'

/** Where the page is the choice what is to become of a card. */
const CHOICE: ReadonlySet<StepName> = new Set<StepName>(['meet-person', 'read-again'])

/** Where a method can be opened, or goes on. */
const METHOD_STEPS: ReadonlySet<StepName> = new Set<StepName>([
  'choose-method',
  'read-again',
  'prove-account',
  'complete-profile',
])

const methodIdOf = (request: Request) =>
  methodId(typeof request.params['method'] === 'string' ? request.params['method'] : '')

/** A repeated request sent this browser here without its cookie: then its ID was used by somebody else's login. */
async function openAgain(context: LoginContext, request: Request, response: Response): Promise<LoginRequest> {
  try {
    return await openLogin(context, request, response)
  } catch (error) {
    const isCookie = error instanceof BrokerError && error.code === 'login-cookie'
    if (!isCookie || !('again' in request.query)) throw error
    throw new BrokerError('saml-replay', null, { cause: error, service: error.service })
  }
}
