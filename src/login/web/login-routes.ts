import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { LOGIN_FORMS } from '../../domain/login-addresses.js'
import { methodId } from '../../domain/ids.js'
import { resumeMethod, showMethod, startMethod } from '../authenticate.js'
import type { LoginFacts } from '../facts.js'
import type { Authenticator } from '../kit/authenticator.js'
import { ASKS_FOR_METHODS, type Take } from '../step.js'
import { waitForMethod } from '../method-backchannel.js'
import { offeredMethod } from '../offered-methods.js'
import { placeInWay } from './place-in-way.js'
import { hasChosenLanguage, languageOf } from '../../http/language.js'
import { loginPath, type LoginContext, type LoginRequest } from '../kit/login-context.js'
import { deliver, frameOf, settleMethod, settleTaken, RELOAD, unlessOvertaken } from './login-responses.js'
import { leftOpenRoutes } from './left-open-routes.js'
import { openLogin, openPost, placeOf, visitLogin, type TakeOf } from './login-visits.js'
import { singles } from '../../http/parse.js'

/**
 * The routes of one login, step by step. Pages post to addresses of their own step; the browser always returns to
 * `/login/<id>`.
 */
export function loginRoutes(context: LoginContext): Router {
  const router = Router()
  router.get('/login/:id', (request, response) =>
    unlessOvertaken(context, request, response, () => showLogin(context, request, response), { within: RELOAD }),
  )
  for (const address of LOGIN_FORMS) {
    // check: a-form-acts-at-its-own-step-alone
    const takeOf: TakeOf = (step) => step.forms[address]
    router.post(`/login/:id/${address}`, (request, response) => takeForm(context, takeOf, request, response))
  }
  router.get('/login/:id/:method/return', (request, response) =>
    unlessOvertaken(context, request, response, () => takeReturn(context, request, response), {
      onceMore: true,
      step: methodIdOf(request),
    }),
  )
  router.get('/login/:id/:method/wait', (request, response) => waitForNews(context, request, response))
  router.get('/login/:id/:method', (request, response) =>
    unlessOvertaken(context, request, response, () => openMethod(context, request, response), {
      within: RELOAD,
      step: methodIdOf(request),
    }),
  )
  router.use(leftOpenRoutes(context))
  router.post('/login/:id/:method', (request, response) => takeMethodForm(context, request, response))
  return router
}

async function showLogin(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openAgain(context, request, response)
  const { state, requirements } = at.login
  if (state === 'received' && requirements.language && !hasChosenLanguage(request, context.cookies)) {
    context.outcomes.seeOther(response, `${loginPath(at.id)}?lang=${requirements.language}`)
    return
  }
  const visit = await visitLogin(context, at)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer)
    return
  }
  const { step } = visit.end
  const facts = step.comeBack ? await step.comeBack(visit.end.facts, context.deps.flow) : visit.end.facts
  const asksForPage = INPUT_DROPPED in request.query || ASKS_FOR_METHODS in request.query
  const straightTo = asksForPage ? null : step.straightTo?.(facts, context.deps.flow)
  if (straightTo) return openStraight(context, { ...at, session: visit.session }, straightTo, facts)
  const page = await step.page(facts, placeOf(context, request, facts.login, visit.session))
  const inputDropped = INPUT_DROPPED in request.query
  context.outcomes.page(request, response, page, {
    ...frameOf(facts.login),
    progress: placeInWay(step.stage, facts, context.deps.flow),
    inputDropped,
  })
}

/** Opens a method where nobody has to choose one: the browser is led to its own address, where a reload stays. */
async function openStraight(
  context: LoginContext,
  at: LoginRequest,
  { id, opensByLink }: Authenticator,
  facts: LoginFacts,
): Promise<void> {
  const { request, response } = at
  if (!opensByLink) {
    const language = languageOf(request, context.cookies)
    const answer = await startMethod(id, facts, language, context.deps.flow, goneSignal(response))
    const isUnderWay = answer.kind === 'method' && answer.outcome.kind === 'page' && answer.outcome.state !== undefined
    if (!isUnderWay) return settleMethod(context, at, id, facts, answer)
  }
  context.outcomes.seeOther(response, loginPath(at.id, id))
}

/** Gives the form to the step that the login is at, if the form is one of that step's. */
const takeForm = (context: LoginContext, takeOf: TakeOf, request: Request, response: Response): Promise<void> =>
  unlessOvertaken(context, request, response, async () => {
    const at = await openLogin(context, request, response)
    const posted = await openPost(context, at, takeOf)
    switch (posted.kind) {
      case 'answer':
        deliver(context, at, posted.answer)
        return
      case 'elsewhere':
        context.outcomes.seeOther(response, `${loginPath(at.id)}?${INPUT_DROPPED}`)
        return
      case 'act': {
        const { take, facts, form } = posted
        const taken = await take(facts, form, placeOf(context, request, facts.login, at.session))
        await settleTaken(context, at, facts, taken)
      }
    }
  })

/** Shows the page of a method that opens by a link or is under way; otherwise leads to where the login is. */
async function openMethod(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openLogin(context, request, response)
  const visit = await visitLogin(context, at)
  const id = methodIdOf(request)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer)
    return
  }
  const { step, facts } = visit.end
  const { flow } = context.deps
  const isUnderWay = facts.login.state === 'authenticating' && facts.login.method === id
  const method = offeredMethod(id, facts, flow)
  if (!step.opensMethods || !method || !(method.opensByLink || isUnderWay)) {
    context.outcomes.seeOther(response, loginPath(at.id))
    return
  }
  const open = isUnderWay ? showMethod : startMethod
  const answer = await open(id, facts, languageOf(request, context.cookies), flow, goneSignal(response))
  await settleMethod(context, { ...at, session: visit.session }, id, facts, answer)
}

async function takeMethodForm(context: LoginContext, request: Request, response: Response): Promise<void> {
  const id = methodIdOf(request)
  // check: only-configured-methods-take-forms
  if (!context.deps.flow.methods.has(id)) throw new BrokerError('not-found')
  const resume: Take = async (facts, { fields }, { ports, language }) => {
    const input = { fields: singles(fields), returned: false, address: request.ip ?? '' }
    return { kind: 'method', method: id, facts, answer: await resumeMethod(id, input, facts, language, ports) }
  }
  // check: a-method-takes-forms-where-methods-are-open-alone
  const takeOf: TakeOf = (step) => (step.opensMethods ? resume : undefined)
  await takeForm(context, takeOf, request, response)
}

/** A browser comes back from outside. The method's own token in the address shows that the broker sent it there. */
async function takeReturn(context: LoginContext, request: Request, response: Response): Promise<void> {
  const at = await openLogin(context, request, response)
  const id = methodIdOf(request)
  const { flow } = context.deps
  if (!flow.methods.has(id)) throw new BrokerError('not-found')
  const visit = await visitLogin(context, at)
  if (visit.end.kind === 'answer') {
    deliver(context, at, visit.end.answer)
    return
  }
  const { step, facts } = visit.end
  // A method that was switched off meanwhile takes nothing; the page of the methods says so.
  if (!step.opensMethods || !offeredMethod(id, facts, flow)) {
    context.outcomes.seeOther(response, loginPath(at.id))
    return
  }
  const fields = Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const input = { fields, returned: true, address: request.ip ?? '' }
  const language = languageOf(request, context.cookies)
  const answer = await resumeMethod(id, input, facts, language, flow, goneSignal(response))
  await settleMethod(context, { ...at, session: visit.session }, id, facts, answer)
}

/** Tells the script of a page that waits when it should look again, at the latest after a while. */
async function waitForNews(context: LoginContext, request: Request, response: Response): Promise<void> {
  const { id } = await openLogin(context, request, response)
  await context.waits.answer(`login ${id}`, response, (signal) =>
    waitForMethod(methodIdOf(request), id, signal, context.deps.flow),
  )
}

/** The query of the address to which a form that came too late is sent: the page says that nothing was done with it. */
const INPUT_DROPPED = 'late'

const methodIdOf = (request: Request) =>
  methodId(typeof request.params['method'] === 'string' ? request.params['method'] : '')

/**
 * A repeated request sent this browser here without the login's cookie: then somebody else's login used the request's
 * ID.
 */
async function openAgain(context: LoginContext, request: Request, response: Response): Promise<LoginRequest> {
  try {
    return await openLogin(context, request, response)
  } catch (error) {
    const isCookie = error instanceof BrokerError && error.code === 'login-cookie'
    if (!isCookie || !('again' in request.query)) throw error
    throw new BrokerError('saml-replay', null, { cause: error, service: error.service })
  }
}

/** A signal that is aborted when the connection ends before its answer, for nobody is there any more to take it. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}
