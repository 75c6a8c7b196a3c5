import type { Request } from 'express'
import type { SignedIn } from '../../account/shell/require-account.js'
import type { Instant } from '../../domain/instant.js'
import { isByBrowser, isTelling, nextPart, type Logout, type LogoutPart } from '../../domain/logout.js'
import { languageOf } from '../../http/language.js'
import { portalOf } from '../../http/outcome.js'
import type { Page } from '../../ui/page.js'
import { loggedOutPage, type LoggedOutModel } from '../pages/logged-out.js'
import { logoutOnTheWayPage } from '../pages/on-the-way.js'
import type { LoggedOutService } from '../pages/service-list.js'
import { signedInPage } from '../pages/signed-in.js'
import { logoutTellingPage } from '../pages/telling.js'
import { mayBeAnswered } from '../answer-asker.js'
import { shownState } from '../shown-state.js'
import { nameOf } from './leave.js'
import { logoutPath, type LogoutContext } from './logout-context.js'

/**
 * What is said of a logout in its browser. `signedIn`: whoever is signed in there by now; of them no page says that they
 * are logged out.
 */
export function pageOf(logout: Logout, signedIn: SignedIn | null, context: LogoutContext, request: Request): Page {
  const now = context.logout.ports.clock.now()
  const { id } = logout
  const services = servicesOf(logout, context, request)
  const part = nextPart(logout)
  const next = part && { name: nameOf(context, request, part.service), path: logoutPath(id, 'weiter') }
  // check: logged-out-is-said-to-whoever-is-it
  if (signedIn) {
    const { citizen, logout: form } = signedIn.bar
    return signedInPage({ services, form, citizen, next, back: next ? null : backOf(logout, context, request) })
  }
  if (next) return logoutOnTheWayPage({ services, next, isBack: logout.parts.some(({ state }) => state === 'asked') })
  const here = logoutPath(id)
  const stopped = `${here}?${AUTO}=0`
  return isTelling(logout, now)
    ? logoutTellingPage({ services, here, stopped, automatic: request.query[AUTO] !== '0' })
    : loggedOutPage({ services, back: backOf(logout, context, request) })
}

/** In the query of the page that waits: whether it looks again by itself. */
const AUTO = 'auto'

/** The way back to the portal that asked, where it gets an answer: else a link would lead to where it is. */
function backOf(logout: Logout, context: LogoutContext, request: Request): LoggedOutModel['back'] {
  const { id, asker } = logout
  const { messages, registry, clock } = context.logout.ports
  if (!asker || !mayBeAnswered(logout, clock.now()) || !messages.takesAnswers(registry.find(asker.service))) return null
  return { name: nameOf(context, request, asker.service), path: logoutPath(id, 'zurueck') }
}

const servicesOf = (
  logout: Logout,
  { deps, cookies, logout: { ports } }: LogoutContext,
  request: Request,
): readonly LoggedOutService[] =>
  logout.parts.map((part) => {
    const service = deps.registry.find(part.service)
    const portal = service && portalOf(service, languageOf(request, cookies))
    return {
      entityId: part.service,
      name: portal?.name ?? part.service,
      state: shownState(part),
      pending: pendingOf(part, logout, ports.clock.now()),
      home: portal?.home ?? null,
    }
  })

function pendingOf(part: LogoutPart, logout: Logout, now: Instant): LoggedOutService['pending'] {
  if (part.state !== 'waiting') return null
  if (isByBrowser(part)) return 'waiting'
  return isTelling(logout, now) ? 'telling' : null
}
