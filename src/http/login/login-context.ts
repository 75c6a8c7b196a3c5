import type { Request, Response } from 'express'
import type { LoginId, SessionId } from '../../domain/ids.js'
import type { Login } from '../../domain/login.js'
import type { Cookies } from '../cookies.js'
import type { HttpDeps } from '../http-deps.js'
import type { OpenWaits } from '../open-waits.js'
import type { Outcomes } from '../outcome.js'

/** What every route of a login works with. */
export interface LoginContext {
  readonly deps: HttpDeps
  readonly cookies: Cookies
  readonly outcomes: Outcomes
  readonly waits: OpenWaits
}

/** One request of one login: what the browser showed, and the login as found. */
export interface LoginRequest {
  readonly id: LoginId
  readonly login: Login
  readonly session: SessionId | null
  readonly request: Request
  readonly response: Response
}

export const loginPath = (id: LoginId, step = ''): string => `/login/${id}${step ? `/${step}` : ''}`
