import { LOGOUT_LIFETIME } from '../../domain/logout.js'
import type { CookieKind } from '../../http/cookies.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import type { LogoutReceiver } from '../../saml/logout/receive-logout.js'
import type { LogoutPorts } from '../logout-ports.js'

/** What logging out needs over HTTP, beside what the citizen's pages need. */
export interface LogoutDeps {
  readonly ports: LogoutPorts
  readonly receiver: LogoutReceiver
}

/** What every route of a logout works with. */
export interface LogoutContext extends LoginContext {
  readonly logout: LogoutDeps
}

/** Whoever has begun this logout goes on in it. */
export const logoutCookie = (id: string): CookieKind => ({ name: `logout-${id}`, maxAge: LOGOUT_LIFETIME / 1000 })

export const logoutPath = (id: string, step = ''): string => `/abmelden/${id}${step ? `/${step}` : ''}`
