import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import {
  anonymousFields,
  anonymousForm,
  type AnonymousFormDeps,
  type AnonymousFormKind,
} from '../../http/anonymous-form.js'
import { operatorCookie, operatorFormCookie } from '../../http/cookies.js'
import { failureContext } from '../../http/failure-page.js'
import { readFields, single } from '../../http/parse.js'
import { totpUri } from '../../factors/totp.js'
import { FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { endOperatorSession, operatorOf } from '../access/sessions.js'
import { takeCode, takePasskey, takePassword, type CodeWanted } from '../access/sign-in.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { codePage, type CodeModel } from './pages/code.js'
import { signInPage, type SignInProblem } from './pages/sign-in.js'
import { fieldsOf, requireOperator, show } from './require-operator.js'

/** How an operator signs in, by password and second factor, and out. */
export function signInRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.signIn, async (request, response) => {
    const found = await operatorOf(context.cookies.read(request, operatorCookie), context.deps.access)
    if (found) context.outcomes.seeOther(response, CONSOLE.overview)
    else askPassword(context, request, response, null)
  })
  router.post(CONSOLE.signIn, (request, response) => takeSignIn(context, request, response))
  router.post(CONSOLE.signOut, (request, response) => signOut(context, request, response))
  return router
}

/** Of a browser that nobody is signed in with yet. */
const FORM: AnonymousFormKind = { cookie: operatorFormCookie, purpose: 'operator-sign-in-token' }

const formsOf = ({ cookies, deps: { access } }: ConsoleContext): AnonymousFormDeps => ({ cookies, ...access })

const formOf = (context: ConsoleContext, request: Request, response: Response): Form =>
  anonymousForm(FORM, formsOf(context), { request, response, action: CONSOLE.signIn })

function askPassword(
  context: ConsoleContext,
  request: Request,
  response: Response,
  problem: SignInProblem | null,
  username = '',
): void {
  const page = signInPage({ form: formOf(context, request, response), problem, username })
  show(context, request, response, page)
}

function askCode(
  context: ConsoleContext,
  request: Request,
  response: Response,
  { proof, key: secret, takesCode, passkey, username }: CodeWanted,
  problem: CodeModel['problem'],
): void {
  const named = { issuer: `${context.deps.site.name} Betrieb`, account: username }
  const key = secret === null ? null : { secret, uri: totpUri(secret, named) }
  const form = formOf(context, request, response)
  show(context, request, response, codePage({ form, proof, key, takesCode, passkey, problem }))
}

/** The form of either step. */
async function takeSignIn(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const { cookies, deps, outcomes } = context
  const { browser, fields } = anonymousFields(FORM, formsOf(context), request)
  const place = { browser, address: request.ip ?? '' }
  const proof = single(fields, FORM_FIELDS.proof)
  if (proof === null) {
    const username = single(fields, FORM_FIELDS.username) ?? ''
    const end = await takePassword(
      { username, password: single(fields, FORM_FIELDS.password) ?? '' },
      place,
      deps.access,
    )
    if (end.kind === 'limited') throw limited(response, end.until)
    if (end.kind === 'wrong') return void askPassword(context, request, response, 'wrong', username)
    return void askCode(context, request, response, end, null)
  }
  const answer = single(fields, FORM_FIELDS.passkey) ?? ''
  const end = await (answer === ''
    ? takeCode({ proof, code: single(fields, FORM_FIELDS.code) }, place, deps.access)
    : takePasskey({ proof, answer }, place, deps.access))
  switch (end.kind) {
    case 'limited':
      throw limited(response, end.until)
    case 'expired':
      return void askPassword(context, request, response, 'expired')
    case 'code':
      return void askCode(context, request, response, end, end.problem)
    case 'signed-in':
      cookies.clear(response, operatorFormCookie)
      cookies.write(response, operatorCookie, end.secret)
      outcomes.seeOther(response, CONSOLE.overview)
  }
}

/** The failure page that says until when nothing is taken. */
export function limited(response: Response, until: number): BrokerError {
  Object.assign(failureContext(response), { until })
  return new BrokerError('braked')
}

/** Signs out here; whoever is signed out already is led to the same page. */
async function signOut(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  fieldsOf(at, readFields(request.body))
  await endOperatorSession(at, context.deps.access)
  context.cookies.clear(response, operatorCookie)
  context.outcomes.seeOther(response, CONSOLE.signIn)
}
