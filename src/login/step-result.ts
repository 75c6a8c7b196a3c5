import type { Answer, Login } from '../domain/login.js'
import type { SessionChange } from '../sessions/session-policy.js'

/** What a step gives: the login as it is now stored, and what changed for the browser. */
export interface StepResult {
  readonly login: Login
  readonly session?: SessionChange
  /** The login goes on under this secret in its cookie; the one before is worth nothing any more. */
  readonly loginSecret?: string
  readonly answer?: Answer
}
