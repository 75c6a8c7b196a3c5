import type { Request, Response } from 'express'
import { LOGOUT_LIFETIME } from '../../domain/logout.js'
import type { CookieKind } from '../../http/cookies.js'
import type { LoginContext } from '../../login/kit/login-context.js'
import type { LogoutReceiver } from '../../saml/logout/receive-logout.js'
import type { LogoutKey } from '../logout-keys.js'
import type { LogoutPorts } from '../logout-ports.js'
import type { Telling } from '../telling.js'

/** What logging out needs over HTTP, beside what the citizen's pages need. */
export interface LogoutDeps {
  readonly ports: LogoutPorts
  readonly receiver: LogoutReceiver
  readonly telling: Telling
}

/** What every route of a logout works with. */
export interface LogoutContext extends LoginContext {
  readonly logout: LogoutDeps
}

/** Whoever has begun this logout goes on in it. */
export const logoutCookie = (id: string): CookieKind => ({ name: LOGOUT_PREFIX + id, maxAge: LOGOUT_LIFETIME / 1000 })

const LOGOUT_PREFIX = 'logout-'

/** More logouts than anybody is in the middle of; a browser that begins more forgets the oldest. */
const MOST_LOGOUT_COOKIES = 4

/** The logouts that this browser has begun, the newest first. */
export const logoutsOf = ({ cookies }: LogoutContext, request: Request): readonly LogoutKey[] =>
  cookies.named(request, LOGOUT_PREFIX)

/** Gives the browser the cookie of a logout. */
export function rememberLogout(context: LogoutContext, request: Request, response: Response, key: LogoutKey): void {
  context.cookies.write(response, logoutCookie(key.id), key.secret)
  forgetLogouts(context, request, response, key.id)
}

/** Keeps the header small: takes the oldest cookies of logouts from the browser, beside that of the one at work. */
export function forgetLogouts(context: LogoutContext, request: Request, response: Response, atWork: string): void {
  const others = logoutsOf(context, request).filter(({ id }) => id !== atWork)
  // check: cookies-of-logouts-have-a-bound
  for (const { id } of others.slice(MOST_LOGOUT_COOKIES - 1)) context.cookies.clear(response, logoutCookie(id))
}

export const logoutPath = (id: string, step = ''): string => `/abmelden/${id}${step ? `/${step}` : ''}`
