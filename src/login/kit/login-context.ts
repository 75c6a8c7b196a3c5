import type { Request, Response } from 'express'
import type { LoginId, SessionId } from '../../domain/ids.js'
import type { Login } from '../../domain/login.js'
import type { Cookies } from '../../http/cookies.js'
import type { OpenWaits } from '../../http/open-waits.js'
import type { Outcomes } from '../../http/outcome.js'
import type { WebDeps } from '../../http/web-deps.js'
import type { DriveTestLogin } from '../test-login.js'
import type { LoginPorts } from './login-ports.js'

/** What the pages of a login, and of the citizen's own account, are made from. */
export interface LoginDeps extends WebDeps {
  readonly flow: LoginPorts
  /** With `stage: test` alone: what the login of a chosen test citizen does by itself. */
  readonly testLogin?: DriveTestLogin
}

/** What every route of a login works with. */
export interface LoginContext {
  readonly deps: LoginDeps
  readonly cookies: Cookies
  readonly outcomes: Outcomes
  readonly waits: OpenWaits
}

/** One request of one login: what the browser showed, and the login that was found. */
export interface LoginRequest {
  readonly id: LoginId
  readonly login: Login
  readonly session: SessionId | null
  readonly request: Request
  readonly response: Response
}

export const loginPath = (id: LoginId, step = ''): string => `/login/${id}${step ? `/${step}` : ''}`
