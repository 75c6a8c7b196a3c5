import { Router, type Request, type Response } from 'express'
import { fieldsOf, findSignedIn, LOGOUT, requireAccount, requireAccountForm } from './require-account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { sessionCookie } from '../../http/cookies.js'
import { single } from '../../http/parse.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import { logoutPage } from '../pages/logout.js'
import { signedOutPage } from '../pages/signed-out.js'
import { endSession } from '../../sessions/session-policy.js'
import { FORM_FIELDS, LOGOUT_DECISION } from '../../ui/form-fields.js'

/** Leads to the first of the citizen's own pages that this deployment has. */
const OWN_ACCOUNT = '/konto'

/** What belongs to every page of the citizen's own account: its beginning, its end, and staying. */
export function accountRoutes(context: LoginContext): Router {
  const router = Router()
  router.get(OWN_ACCOUNT, (request, response) => showAccount(context, request, response))
  router.get(LOGOUT, (request, response) => askToLogOut(context, request, response))
  router.post(LOGOUT, (request, response) => logOut(context, request, response))
  router.post('/konto/bleiben', (request, response) => stay(context, request, response))
  return router
}

/** Where there is no page of the citizen's own, the start page shows who is signed in. */
async function showAccount(context: LoginContext, request: Request, response: Response): Promise<void> {
  const [first] = context.deps.ownPages
  const to = first?.path ?? '/'
  const isThere = first !== undefined || (await requireAccount(context, request, response, { returnTo: to })) !== null
  if (isThere) context.outcomes.seeOther(response, to)
}

/** Asks whoever comes from a portal, and tells whoever is signed out. Nothing of the query is heeded. */
async function askToLogOut(context: LoginContext, request: Request, response: Response): Promise<void> {
  const found = await findSignedIn(context, request)
  const page = found ? logoutPage({ ...found.bar, form: found.bar.logout }) : signedOutPage({})
  context.outcomes.page(request, response, page, { service: null })
}

/** Ends the browser session; whoever is signed out already sees the same page. */
async function logOut(context: LoginContext, request: Request, response: Response): Promise<void> {
  const found = await findSignedIn(context, request)
  if (found) {
    const decision = single(fieldsOf(found, request), FORM_FIELDS.decision)
    if (decision !== LOGOUT_DECISION) throw new BrokerError('form-input', FORM_FIELDS.decision)
    await endSession(found.session, context.deps.flow)
  }
  // A form of another site comes without the cookie, and its answer must not take it from the browser.
  // check: another-site-takes-no-session-cookie
  const isHere = context.cookies.read(request, sessionCookie) !== null
  if (isHere) context.cookies.clear(response, sessionCookie)
  context.outcomes.seeOther(response, LOGOUT)
}

/** The citizen is still there. A script asks for the time left; without scripts the page is shown again. */
async function stay(context: LoginContext, request: Request, response: Response): Promise<void> {
  const returnTo = OWN_ACCOUNT
  const found = await requireAccountForm(context, request, response, { returnTo })
  if (!found) return
  if (request.accepts(['html', 'json']) === 'json') {
    const now = await requireAccount(context, request, response, { returnTo })
    if (now) response.json({ timeLeft: now.bar.timeLeft })
    return
  }
  context.outcomes.seeOther(response, returnTo)
}
