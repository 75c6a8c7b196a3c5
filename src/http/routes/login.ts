import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/errors.js'
import { isAttributeName, type AttributeName } from '../../domain/identity.js'
import { methodId } from '../../domain/ids.js'
import { isOpen, type Answer, type Login } from '../../domain/login.js'
import type { CallbackInput } from '../../domain/ports/authenticator.js'
import { methodPage } from '../../authenticators/method-pages.js'
import { abort, cancelChoice } from '../../flow/abort.js'
import { resumeMethod, startMethod, type MethodAnswer } from '../../flow/authenticate.js'
import { completeProfile } from '../../flow/complete-profile.js'
import { confirmIdentity } from '../../flow/confirm-identity.js'
import type { LoginFacts } from '../../flow/login-facts.js'
import type { StepName } from '../../flow/login-flow.js'
import { offeredMethod } from '../../flow/offered-methods.js'
import { rebind } from '../../flow/rebind.js'
import { keepAccount, switchAccount } from '../../flow/resolve-identity.js'
import type { StepResult } from '../../flow/step-result.js'
import { goOn } from '../../flow/visit.js'
import { birthDateFrom } from '../../ui/birth-date-fields.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import { loginCookie, type Cookies } from '../cookies.js'
import { failureContext } from '../failure-page.js'
import type { HttpDeps } from '../http-deps.js'
import { loginPages } from '../login-pages.js'
import { createLoginVisits, loginPath, type LoginRequest } from '../login-visit.js'
import type { Outcomes, PageFrame } from '../outcome.js'
import { single, singles, type Fields } from '../parse.js'

type PostAction = (facts: LoginFacts, fields: Fields, at: LoginRequest) => Promise<StepResult | 'shown'>

/** One login, step by step. Pages post to their own step; the browser always returns to `/login/<id>`. */
export function loginRoutes(deps: HttpDeps, cookies: Cookies, outcomes: Outcomes): Router {
  const router = Router()
  const { flow } = deps
  const visits = createLoginVisits(deps, cookies)
  const pages = loginPages(deps, visits)
  const frameOf = (login: Login): PageFrame => ({ service: login.requirements.service, languageLinks: true })

  const deliver = (at: LoginRequest, answer: Answer, ended: Login): void => {
    countEnd(ended, deps)
    outcomes.handOver(at.request, at.response, answer, ended.requirements.service)
  }

  const showStep = async (at: LoginRequest, step: StepName, facts: LoginFacts, session = at.session): Promise<void> => {
    const page = await pages.of(step, { facts, session, lastMethod: visits.lastMethod(at.request) })
    outcomes.page(at.request, at.response, page, frameOf(facts.login))
  }

  /** After a step that a POST took: its answer, or back to the login's own address. */
  const afterPost = async (at: LoginRequest, result: StepResult): Promise<void> => {
    const session = visits.keepSession(at.response, at.session, result.session ? [result.session] : [])
    if (result.answer) {
      deliver(at, result.answer, result.login)
      return
    }
    if (!isOpen(result.login)) throw new BrokerError('login-over')
    const visit = await goOn(result.login, session, flow)
    visits.keepSession(at.response, session, visit.sessionChanges)
    if (visit.end.kind === 'answer') {
      deliver(at, visit.end.answer, visit.login)
      return
    }
    if (visit.end.step === 'switch-account') {
      const { secret } = await rebind(visit.end.facts.login, flow)
      cookies.write(at.response, loginCookie(at.id), secret)
    }
    outcomes.seeOther(at.response, loginPath(at.id))
  }

  const post = (step: StepName, act: PostAction) => async (request: Request, response: Response) => {
    const at = await visits.open(request, response)
    const posted = await visits.post(at, step)
    if (posted.kind === 'answer') {
      outcomes.handOver(request, response, posted.answer, at.login.requirements.service)
    } else if (posted.kind === 'elsewhere') {
      outcomes.seeOther(response, loginPath(at.id))
    } else {
      const result = await act(posted.facts, posted.fields, at)
      if (result !== 'shown') await afterPost(at, result)
    }
  }

  /** Shows what a method wants shown, or goes on with what it proved. */
  const settleMethod = async (at: LoginRequest, id: string, facts: LoginFacts, answer: MethodAnswer): Promise<void> => {
    if (answer.kind === 'step') {
      visits.rememberMethod(at.response, methodId(id))
      await afterPost(at, answer.result)
      return
    }
    const { outcome } = answer
    if (outcome.kind === 'braked') {
      Object.assign(failureContext(at.response), { until: outcome.until, continueAt: loginPath(at.id) })
      throw new BrokerError('braked')
    }
    if (outcome.kind !== 'page') throw new TypeError(`The method ${id} leads where no page is yet`)
    const form = visits.form(facts.login, at.session, id)
    const page = methodPage(outcome.page, form, loginPath(at.id))
    outcomes.page(at.request, at.response, page, frameOf(facts.login))
  }

  router.get('/login/:id', async (request, response) => {
    const at = await openAgain(() => visits.open(request, response), request)
    const visit = await visits.show(at)
    if (visit.end.kind === 'answer') {
      deliver(at, visit.end.answer, visit.login)
      return
    }
    const session = visit.sessionChanges.reduce(
      (before, change) => (change.kind === 'opened' ? change.session.id : before),
      at.session,
    )
    await showStep(at, visit.end.step, visit.end.facts, session)
  })

  router.post(
    '/login/:id/methods',
    post('choose-method', (facts, fields) => {
      decisionOf(fields, [DECISIONS.cancel])
      return cancelChoice(facts, flow)
    }),
  )

  router.post(
    '/login/:id/switch',
    post('switch-account', (facts, fields) =>
      decisionOf(fields, [DECISIONS.switch, DECISIONS.back]) === DECISIONS.switch
        ? switchAccount(facts, flow)
        : keepAccount(facts, flow),
    ),
  )

  router.post(
    '/login/:id/profile',
    post('complete-profile', async (facts, fields, at) => {
      if (single(fields, FORM_FIELDS.decision) === DECISIONS.cancel) return abort(facts.login, 'request-denied', flow)
      const typed = typedAttributes(fields)
      const faults = await completeProfile(facts, typed, flow)
      if (Object.keys(faults).length === 0) return { login: facts.login }
      const page = pages.profile({ facts, session: at.session, lastMethod: null }, typed, faults)
      outcomes.page(at.request, at.response, page, frameOf(facts.login))
      return 'shown'
    }),
  )

  router.post(
    '/login/:id/confirm',
    post('confirm-identity', (facts, fields) => {
      if (decisionOf(fields, [DECISIONS.confirm, DECISIONS.cancel]) === DECISIONS.cancel)
        return abort(facts.login, 'request-denied', flow)
      const ticked = new Set((fields.get(FORM_FIELDS.release) ?? []).filter(isAttributeName))
      return confirmIdentity(facts, { ticked, remember: single(fields, FORM_FIELDS.remember) !== null }, flow)
    }),
  )

  router.get('/login/:id/:method', async (request, response) => {
    const at = await visits.open(request, response)
    const visit = await visits.show(at)
    const id = methodId(request.params.method)
    if (visit.end.kind === 'answer') {
      deliver(at, visit.end.answer, visit.login)
    } else if (visit.end.step !== 'choose-method' || !offeredMethod(id, visit.end.facts, flow)?.opensByLink) {
      outcomes.seeOther(response, loginPath(at.id))
    } else {
      await settleMethod(at, id, visit.end.facts, await startMethod(id, visit.end.facts, flow))
    }
  })

  router.post('/login/:id/:method', async (request, response) => {
    const id = methodId(request.params.method)
    if (!flow.methods.has(id)) throw new BrokerError('not-found')
    const take = post('choose-method', async (facts, fields, at) => {
      const input: CallbackInput = { fields: singles(fields), address: request.ip ?? '' }
      await settleMethod(at, id, facts, await resumeMethod(id, input, facts, flow))
      return 'shown'
    })
    await take(request, response)
  })

  return router
}

/** A repeated request sent this browser here without its cookie: then its ID was used by somebody else's login. */
async function openAgain(open: () => Promise<LoginRequest>, request: Request): Promise<LoginRequest> {
  try {
    return await open()
  } catch (error) {
    const isCookie = error instanceof BrokerError && error.code === 'login-cookie'
    throw isCookie && 'again' in request.query ? new BrokerError('saml-replay', null, { cause: error }) : error
  }
}

/** The button that was pressed; throws `form-input` for one that the page does not have. */
function decisionOf<Choice extends string>(fields: Fields, choices: readonly Choice[]): Choice {
  const pressed = choices.find((choice) => choice === single(fields, FORM_FIELDS.decision))
  if (!pressed) throw new BrokerError('form-input', 'decision')
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

function countEnd(ended: Login, deps: HttpDeps): void {
  if (ended.state === 'aborted') deps.meter.loginEnded(ended.reason, null, null)
  if (ended.state === 'answered') deps.meter.loginEnded('answered', null, null)
  deps.log.info(ended.state === 'answered' ? 'login.answered' : 'login.aborted', {
    login: ended.id,
    service: ended.requirements.service,
    reason: ended.state === 'aborted' ? ended.reason : undefined,
  })
}
