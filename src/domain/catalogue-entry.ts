import type { ErrorText } from './error-text.js'

/** A SAML status: top-level and second-level code. */
export interface SamlStatus {
  readonly top: string
  readonly second: string | null
}

const PREFIX = 'urn:oasis:names:tc:SAML:2.0:status:'

export const requester = (second: string): SamlStatus => ({ top: `${PREFIX}Requester`, second: PREFIX + second })
export const responder = (second: string): SamlStatus => ({ top: `${PREFIX}Responder`, second: PREFIX + second })

export const SUCCESS: SamlStatus = { top: `${PREFIX}Success`, second: null }

/**
 * How a login ended without an identity, where the same status has several reasons: StatusMessage, log and metric say
 * it by these words (CONTRACT: Answers to the service).
 */
export type LoginEnd = 'cancelled' | 'declined' | 'timeout' | 'method-blocked' | 'level-not-reached'

export type LogLevel = 'info' | 'warn' | 'error'

export interface CatalogueEntry {
  /** HTTP status of the citizen's page. */
  readonly http: number
  /** Text of the citizen's page (key into the ui's error texts). */
  readonly text: ErrorText
  /** Status sent to the service where the request is proven; null: told to nobody but the citizen. */
  readonly saml: SamlStatus | null
  /** The word for how a login ended by it; null: the status says enough. */
  readonly end: LoginEnd | null
  readonly log: LogLevel
  /** For the operator: which rule refused, and what to do. */
  readonly operator: string
  /** What BundID calls it: told to portals of its dialect and to whoever runs them. Absent: it has no such name. */
  readonly idp?: string
}

export const local = (http: number, text: ErrorText, log: LogLevel, operator: string): CatalogueEntry => ({
  http,
  text,
  saml: null,
  end: null,
  log,
  operator,
})

export const returnable = (saml: SamlStatus, operator: string, end: LoginEnd | null = null): CatalogueEntry => ({
  http: 400,
  text: 'bad-request',
  saml,
  end,
  log: 'info',
  operator,
})
