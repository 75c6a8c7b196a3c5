import { Router, type Request, type Response } from 'express'
import { requireAccount, requireAccountForm } from './require-account.js'
import type { LoginContext } from '../../login/kit/login-context.js'

/** Leads to the first of the citizen's own pages that this deployment has. */
const OWN_ACCOUNT = '/konto'

/** What belongs to every page of the citizen's own account: its beginning, and staying. */
export function accountRoutes(context: LoginContext): Router {
  const router = Router()
  router.get(OWN_ACCOUNT, (request, response) => showAccount(context, request, response))
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
