import { Router, type Request, type Response } from 'express'
import { requireAccount, requireAccountForm } from './require-account.js'
import { sessionCookie } from '../../http/cookies.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import { signedOutPage } from '../pages/signed-out.js'
import { endSession } from '../../sessions/session-policy.js'

/** Leads to the first of the citizen's own pages that this deployment has. */
const OWN_ACCOUNT = '/konto'

/** What belongs to every page of the citizen's own account: its beginning, its end, and staying. */
export function accountRoutes(context: LoginContext): Router {
  const router = Router()
  router.get(OWN_ACCOUNT, (_request, response) => {
    context.outcomes.seeOther(response, context.deps.ownPages[0]?.path ?? '/')
  })
  router.post('/konto/abmelden', (request, response) => signOut(context, request, response))
  router.get('/konto/abgemeldet', (request, response) => {
    context.outcomes.page(request, response, signedOutPage({}), { service: null, languageLinks: true })
  })
  router.post('/konto/bleiben', (request, response) => stay(context, request, response))
  return router
}

/** Ends the browser session; whoever is signed out already sees the same page. */
async function signOut(context: LoginContext, request: Request, response: Response): Promise<void> {
  const found = await requireAccountForm(context, request, response, { returnTo: OWN_ACCOUNT })
  if (!found) return
  await endSession(found.session, context.deps.flow)
  context.cookies.clear(response, sessionCookie)
  context.outcomes.seeOther(response, '/konto/abgemeldet')
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
