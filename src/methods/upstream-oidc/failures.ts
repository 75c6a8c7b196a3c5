import type { GaveUp } from '../../domain/login.js'

/**
 * Why a proof by an OpenID provider does not hold, with what the citizen reads of it. The first four the issuer said
 * itself (RFC 6749 §4.1.2.1, OpenID Connect Core 1.0 §3.1.2.6).
 */
const PROBLEMS = {
  'access-denied': 'declined',
  'login-required': 'not-possible',
  'level-refused': 'level',
  'issuer-error': 'not-possible',
  /** It did not answer, or not as its standards say. */
  unreachable: 'not-possible',
  /** What it says of itself is not what is registered of it, or the client's secret or key cannot be used. */
  'discovery-refused': 'not-possible',
  /** Its token endpoint took the code from this browser, or the broker's proof of itself, for none. */
  'code-refused': 'not-possible',
  'token-refused': 'not-possible',
  'userinfo-refused': 'not-possible',
  'level-below': 'level',
  'not-fresh': 'not-possible',
} as const satisfies Record<string, GaveUp>

export type OidcFailure = keyof typeof PROBLEMS

/** Codes for log and metrics. */
export const OIDC_FAILURES = Object.keys(PROBLEMS)

/** What comes of whom the citizen is there, or wants: the code that is counted says it all. */
const EXPECTED: ReadonlySet<OidcFailure> = new Set([
  'access-denied',
  'login-required',
  'level-refused',
  'level-below',
  'not-fresh',
])

/** Whether an operator can do something about it, here or at the issuer. */
export const isTrouble = (failure: OidcFailure): boolean => !EXPECTED.has(failure)

export const problemOf = (failure: OidcFailure): GaveUp => PROBLEMS[failure]

/** The issuer proved nothing. `detail` is one line for operators and holds nothing of anybody. */
export class NotProved extends Error {
  readonly failure: OidcFailure

  constructor(failure: OidcFailure, detail: string, options: ErrorOptions = {}) {
    super(detail, options)
    this.name = 'NotProved'
    this.failure = failure
  }
}

const SAID: Readonly<Record<string, OidcFailure>> = {
  access_denied: 'access-denied',
  login_required: 'login-required',
  interaction_required: 'login-required',
  consent_required: 'login-required',
  account_selection_required: 'login-required',
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §2
  unmet_authentication_requirements: 'level-refused',
}

/** What an error that an issuer leads back with says; one that nobody knows says that it went wrong there. */
export const failureOf = (error: string): OidcFailure =>
  (Object.hasOwn(SAID, error) ? SAID[error] : undefined) ?? 'issuer-error'
