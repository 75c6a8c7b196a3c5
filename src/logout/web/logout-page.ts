import type { Request } from 'express'
import type { SignedIn } from '../../account/shell/require-account.js'
import { nextPart, type Logout } from '../../domain/logout.js'
import { languageOf } from '../../http/language.js'
import { portalOf } from '../../http/outcome.js'
import type { Page } from '../../ui/page.js'
import { loggedOutPage } from '../pages/logged-out.js'
import { logoutOnTheWayPage } from '../pages/on-the-way.js'
import type { LoggedOutService } from '../pages/service-list.js'
import { signedInPage } from '../pages/signed-in.js'
import { shownState } from '../shown-state.js'
import { nameOf } from './leave.js'
import { logoutPath, type LogoutContext } from './logout-context.js'

/**
 * What is said of a logout in its browser. `signedIn`: whoever is signed in there by now; of them no page says that they
 * are logged out.
 */
export function pageOf(logout: Logout, signedIn: SignedIn | null, context: LogoutContext, request: Request): Page {
  const { id, asker } = logout
  const services = servicesOf(logout, context, request)
  const part = nextPart(logout)
  const next = part && { name: nameOf(context, request, part.service), path: logoutPath(id, 'weiter') }
  const back = asker && { name: nameOf(context, request, asker.service), path: logoutPath(id, 'zurueck') }
  // check: logged-out-is-said-to-whoever-is-it
  if (signedIn) {
    const { citizen, logout: form } = signedIn.bar
    return signedInPage({ services, form, citizen, next, back: next ? null : back })
  }
  return next
    ? logoutOnTheWayPage({ services, next, isBack: logout.parts.some(({ state }) => state === 'asked') })
    : loggedOutPage({ services, back })
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
