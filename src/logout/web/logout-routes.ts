import { Router, type Request, type Response } from 'express'
import { fieldsOf, findSignedIn, LOGOUT } from '../../account/shell/require-account.js'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isEverywhere, nextPart, type Logout } from '../../domain/logout.js'
import { sessionCookie } from '../../http/cookies.js'
import { languageOf } from '../../http/language.js'
import { portalOf } from '../../http/outcome.js'
import { single } from '../../http/parse.js'
import { sessionIdOf } from '../../sessions/session-names.js'
import { endSession } from '../../sessions/session-policy.js'
import { endLeftSession } from './left-session.js'
import { FORM_FIELDS, LOGOUT_DECISION } from '../../ui/form-fields.js'
import { beginLogout, browserKeyOf, keepForBrowser } from '../begin-logout.js'
import { askNext } from '../go-on.js'
import { loggedOutPage } from '../pages/logged-out.js'
import { logoutPage } from '../pages/logout.js'
import { logoutOnTheWayPage } from '../pages/on-the-way.js'
import type { LoggedOutService } from '../pages/service-list.js'
import { signedOutPage } from '../pages/signed-out.js'
import { shownState } from '../shown-state.js'
import { forThisBrowser } from '../this-browser.js'
import { leave, nameOf } from './leave.js'
import { logoutCookie, logoutPath, type LogoutContext } from './logout-context.js'

/** Logging out here: the question, the session's end, and the way through the services that are told by the browser. */
export function logoutRoutes(context: LogoutContext): Router {
  const router = Router()
  router.get(LOGOUT, (request, response) => ask(context, request, response))
  router.post(LOGOUT, (request, response) => logOut(context, request, response))
  router.get('/abmelden/:id', (request, response) => show(context, request, response))
  router.get('/abmelden/:id/weiter', (request, response) => goOn(context, request, response))
  router.get('/abmelden/:id/zurueck', (request, response) => goBack(context, request, response))
  return router
}

/** Asks whoever comes from a portal, and tells whoever is signed out. Nothing of the query is heeded. */
async function ask(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const found = await findSignedIn(context, request)
  const page = found ? logoutPage({ ...found.bar, form: found.bar.logout }) : signedOutPage({})
  context.outcomes.page(request, response, page, { service: null })
}

/**
 * Ends the browser session first, and tells its services then, also one that signs nobody in any more; whoever is signed out
 * already sees that. Whatever happens
 * to the services, nobody is logged in here.
 */
async function logOut(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const { cookies, outcomes, deps } = context
  const { ports } = context.logout
  const found = await findSignedIn(context, request)
  if (found) {
    const decision = single(fieldsOf(found, request), FORM_FIELDS.decision)
    if (decision !== LOGOUT_DECISION) throw new BrokerError('form-input', FORM_FIELDS.decision)
  }
  const ended = found ? await endSession(found.session, deps.flow) : await endLeftSession(context, request)
  // A form of another site comes without the cookie, and its answer must not take it from the browser.
  // check: another-site-takes-no-session-cookie
  const isHere = cookies.read(request, sessionCookie) !== null
  if (isHere) cookies.clear(response, sessionCookie)
  const begun = ended && (await beginLogout([ended], null, ports))
  if (!begun || begun.parts.length === 0) {
    outcomes.seeOther(response, LOGOUT)
    return
  }
  cookies.write(response, logoutCookie(begun.id), await keepForBrowser(begun, null, ports))
  outcomes.seeOther(response, logoutPath(begun.id))
}

/** The logout of this address, if it is this browser's; null for whatever else it once was. */
async function logoutOf({ cookies, logout, deps }: LogoutContext, request: Request): Promise<Logout | null> {
  const named = typeof request.params['id'] === 'string' ? request.params['id'] : ''
  const secret = cookies.read(request, logoutCookie(named))
  const found = secret === null ? null : await logout.ports.logouts.find(named)
  // check: a-logout-is-shown-to-its-browser-alone
  if (!found || secret === null || !sameText(browserKeyOf(logout.ports, secret), found.browserKey)) return null
  const session = cookies.read(request, sessionCookie)
  const id = session === null ? null : sessionIdOf(deps.flow.digest, session)
  return request.method === 'HEAD' ? found : forThisBrowser(found, id, logout.ports)
}

/** What became of each service, and the way on. An address that is none any more leads to what holds now. */
async function show(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const logout = await logoutOf(context, request)
  if (!logout) {
    context.outcomes.seeOther(response, LOGOUT)
    return
  }
  const { id, asker } = logout
  // Nothing was ended by it that the page could tell of: what holds in this browser is told at its own address.
  // check: a-logout-that-ended-nothing-says-nothing
  if (logout.parts.length === 0) {
    context.outcomes.seeOther(response, LOGOUT)
    return
  }
  const services = servicesOf(logout, context, request)
  const part = nextPart(logout)
  const page = part
    ? logoutOnTheWayPage({
        services,
        next: { name: nameOf(context, request, part.service), path: logoutPath(id, 'weiter') },
        isBack: logout.parts.some(({ state }) => state === 'asked'),
      })
    : loggedOutPage({
        services,
        back: asker && { name: nameOf(context, request, asker.service), path: logoutPath(id, 'zurueck') },
      })
  context.outcomes.page(request, response, page, { service: null })
}

const servicesOf = (
  { parts }: Logout,
  { deps, cookies }: LogoutContext,
  request: Request,
): readonly LoggedOutService[] =>
  parts.map((part) => {
    const service = deps.registry.find(part.service)
    const portal = service && portalOf(service, languageOf(request, cookies))
    return {
      entityId: part.service,
      name: portal?.name ?? part.service,
      state: shownState(part),
      isWaiting: part.state === 'waiting',
      home: portal?.home ?? null,
    }
  })

/** Leads to the next service; where none is left, to what became of them. */
async function goOn(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const logout = await logoutOf(context, request)
  const asked = logout && (await askNext(logout, context.logout.ports))
  if (asked) leave(context, request, response, asked)
  else context.outcomes.seeOther(response, logout ? logoutPath(logout.id) : LOGOUT)
}

/** Answers the service that asked for the logout. */
async function goBack(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const logout = await logoutOf(context, request)
  if (!logout?.asker) {
    context.outcomes.seeOther(response, logout ? logoutPath(logout.id) : LOGOUT)
    return
  }
  const { asker, parts, id } = logout
  const carried = await context.logout.ports.messages.answer(
    asker,
    asker.namedNobody ? 'not-understood' : isEverywhere(parts) ? 'everywhere' : 'not-everywhere',
  )
  if (carried) leave(context, request, response, { carried, to: asker.service })
  else context.outcomes.seeOther(response, logoutPath(id))
}
