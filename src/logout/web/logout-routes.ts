import { Router, type Request, type RequestHandler, type Response } from 'express'
import { findSignedIn, LOGOUT } from '../../account/shell/require-account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { seconds } from '../../domain/instant.js'
import { isTelling, wasLeft, type Logout } from '../../domain/logout.js'
import { waitAside } from '../../http/admission/places.js'
import { sessionCookie } from '../../http/cookies.js'
import { sessionIdOf } from '../../sessions/session-names.js'
import { answerAsker } from '../answer-asker.js'
import { takeOver } from '../back-channel.js'
import { askNext } from '../go-on.js'
import { logoutPage } from '../pages/logout.js'
import { signedOutPage } from '../pages/signed-out.js'
import { goOnPrepared } from '../prepare-logout.js'
import { forThisBrowser } from '../this-browser.js'
import { leave } from './leave.js'
import { askOfLeftSession } from './left-session.js'
import { logOut } from './log-out.js'
import { forgetLogouts, logoutCookie, logoutPath, type LogoutContext } from './logout-context.js'
import { pageOf } from './logout-page.js'
import { askOfOpenLogins, endThoseBeside } from './open-logins.js'
import { ofBrowser, openLogout } from './running-logout.js'

/** Logging out here: the question, the session's end, and the way through the services that are told by the browser. */
export function logoutRoutes(context: LogoutContext): Router {
  const router = Router()
  router.get(LOGOUT, (request, response) => ask(context, request, response))
  router.post(LOGOUT, (request, response) => logOut(context, request, response))
  router.get('/abmelden/:id', (request, response) => show(context, request, response))
  router.get('/abmelden/:id/weiter', noHead, (request, response) => goOn(context, request, response))
  router.get('/abmelden/:id/zurueck', noHead, (request, response) => goBack(context, request, response))
  return router
}

/**
 * Asks whoever comes from a portal, leads whoever is in the middle of a logout back into it, and tells whoever is signed out.
 * Nothing of the query is heeded.
 */
async function ask(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const found = await findSignedIn(context, request)
  const asked = found
    ? { form: found.bar.logout, who: { citizen: found.bar.citizen }, waiting: found.bar.waiting }
    : ((await askOfLeftSession(context, request)) ??
      (await askOfOpenLogins(context, { request, response, action: LOGOUT })))
  const open = asked ? null : await openLogout(context, request)
  if (open) {
    context.outcomes.seeOther(response, logoutPath(open.id))
    return
  }
  const page = asked ? logoutPage(asked) : signedOutPage({})
  context.outcomes.page(request, response, page, { service: null })
}

/** The logout of this address, if it is this browser's; null for whatever else it once was. */
async function logoutOf(context: LogoutContext, request: Request): Promise<Logout | null> {
  const { cookies, logout, deps } = context
  const id = typeof request.params['id'] === 'string' ? request.params['id'] : ''
  const secret = cookies.read(request, logoutCookie(id))
  const stored = secret === null ? null : await ofBrowser({ id, secret }, logout.ports)
  if (!stored || request.method === 'HEAD') return stored?.ending ? null : stored
  const found = await goOnPrepared(stored, logout.ports, logout.telling)
  if (!found) return null
  if (found.ended) await endThoseBeside(found.ended, context, request)
  const session = cookies.read(request, sessionCookie)
  return forThisBrowser(found, session === null ? null : sessionIdOf(deps.flow.digest, session), logout.ports)
}

/** What became of each service, and the way on. An address that is none any more leads to what holds now. */
async function show(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const found = await logoutOf(context, request)
  // Nothing was ended by it that the page could tell of: what holds in this browser is told at its own address.
  // check: a-logout-that-ended-nothing-says-nothing
  if (!found || found.parts.length === 0) {
    context.outcomes.seeOther(response, LOGOUT)
    return
  }
  forgetLogouts(context, request, response, found.id)
  const logout = request.method === 'HEAD' ? found : await asToldNow(found, context, response)
  const page = pageOf(logout, await findSignedIn(context, request), context, request)
  context.outcomes.page(request, response, page, { service: null })
}

/** So long the page waits for services that are told at once: most answer by then, and nobody sees it twice. */
const SHOWN_WITHIN = seconds(1)

/** The logout as it is when its services have answered, or after a moment. What was left untold is told from here on. */
async function asToldNow(found: Logout, context: LogoutContext, response: Response): Promise<Logout> {
  const { ports, telling } = context.logout
  const current = await takenOver(found, context)
  if (!isTelling(current, ports.clock.now())) return current
  waitAside(response)
  await telling.toldWithin(found, SHOWN_WITHIN)
  return (await ports.logouts.find(found.id)) ?? found
}

/** The logout as it is by now; what an instance has left untold is told from here on. */
async function takenOver(found: Logout, { logout: { ports, telling } }: LogoutContext): Promise<Logout> {
  if (!wasLeft(found, ports.clock.now())) return found
  const taken = await takeOver(found, ports)
  if (taken) telling.begin(taken)
  return taken ?? (await ports.logouts.find(found.id)) ?? found
}

/** Leads to the next service; where none is left, to what became of them. */
async function goOn(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const logout = await logoutOf(context, request)
  const asked = logout && (await askNext(logout, context.logout.ports))
  if (asked) leave(context, request, response, asked)
  else context.outcomes.seeOther(response, logout ? logoutPath(logout.id) : LOGOUT)
}

/** Answers the service that asked for the logout, once those are told that are told without the browser. */
async function goBack(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const { ports } = context.logout
  const found = await logoutOf(context, request)
  // check: no-answer-while-another-instance-may-tell
  const logout = found && (await takenOver(found, context))
  const carried = logout && !isTelling(logout, ports.clock.now()) ? await answerAsker(logout, ports) : null
  if (carried && logout?.asker) leave(context, request, response, { carried, to: logout.asker.service })
  else context.outcomes.seeOther(response, logout ? logoutPath(logout.id) : LOGOUT)
}

/** A HEAD is no step: it must ask no service and sign nothing. */
const noHead: RequestHandler = ({ method }, _response, next) => {
  // check: a-head-is-no-step-of-a-logout
  next(method === 'HEAD' ? new BrokerError('method-not-allowed') : undefined)
}
