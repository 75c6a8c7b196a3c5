import type { ErrorCode } from './error-catalogue.js'
import type { EntityId, TenantId } from './ids.js'
import { days, type Instant } from './instant.js'
import type { CheckedRule, RequestRule } from './request-rules.js'

/** For so long a refused request can be looked up (RULES: Operators 5). */
export const REFUSED_KEPT = days(7)

/**
 * How far it is known whom a request is from: a signature that holds; a registration that demands none, where whoever
 * knows the entityID can have sent it; or no more than what the request says.
 */
export const SENDERS = ['signed', 'registered', 'claimed'] as const
export type Sender = (typeof SENDERS)[number]

/** A request of a service that broke a rule, as it is kept for whoever looks it up. */
export interface RefusedRequest {
  /** The id on the error page; of one that a status answered, an id of its own. */
  readonly errorId: string
  /** The ID of the request; null where its sender is only claimed, as anybody can send any ID. */
  readonly requestId: string | null
  /** The ID of the Response that told the service; null: it ended on an error page. */
  readonly answerId: string | null
  readonly at: Instant
  readonly binding: 'redirect' | 'post'
  /** The message as text, without what names a person; null if it could not be decoded. */
  readonly xml: string | null
  /** The length of RelayState; null if there was none, or nothing was decoded. */
  readonly relayStateBytes: number | null
  readonly sender: Sender
  /** The service that sent it; null if that is only claimed. */
  readonly service: EntityId | null
  /** Whose service it was then: it stays theirs. Null: nobody's in particular, or only claimed. */
  readonly tenant: TenantId | null
  /** Whom it says it is from, as the log may tell it (`claimedIssuer`); null if it does not say. */
  readonly claimed: string | null
  readonly code: ErrorCode
  readonly detail: string | null
  /** The rule that refused it. */
  readonly rule: RequestRule
  /** Each check as far as it got, in order. */
  readonly checks: readonly CheckedRule[]
}

/**
 * The ID of a message as typed (xs:ID); null for what is none. SAML asks for 128 random bits (saml-core §1.3.4), so that
 * no name is one: what is looked up stands in the log.
 */
// check: a-message-is-looked-up-by-what-is-nobodys-name
export const messageIdTyped = (typed: string): string | null =>
  /^(?=.*\d)[A-Za-z_][\w.-]{15,255}$/.test(typed.trim()) ? typed.trim() : null

const ERROR_ID = /^E-[0-9A-Z]{4}-[0-9A-Z]{4}$/

/** An error id as typed, in capitals and without blanks around it; null for what is none. */
export function errorIdTyped(typed: string): string | null {
  const id = typed.trim().toUpperCase()
  return ERROR_ID.test(id) ? id : null
}
