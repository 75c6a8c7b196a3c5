import type { OperatorId, OperatorSessionId, TenantId } from './ids.js'
import type { Instant } from './instant.js'

/** What operators are there for (RULES: Operators 4): the whole federation, the services of a tenant, reading alone. */
export const OPERATOR_ROLES = ['admin', 'operator', 'auditor'] as const
export type OperatorRole = (typeof OPERATOR_ROLES)[number]

/** Somebody who signs in at `/operator`. Citizens' accounts are no operators, and none of these logs in as a citizen. */
export interface Operator {
  readonly id: OperatorId
  /** As typed at its making, in NFC; compared without case. */
  readonly username: string
  readonly role: OperatorRole
  /** The tenant whose services they see; null: all. An `operator` has one, an `admin` none. */
  readonly tenant: TenantId | null
  /** May look after citizens' accounts; an `admin` may anyway. */
  readonly hotline: boolean
  /** Cannot sign in. */
  readonly disabled: boolean
  /** The password, as a PHC string. */
  readonly passwordHash: string
  /**
   * Not null: the password is another person's making and holds until then; all that it opens is the page on which it is
   * replaced. Null: it is the operator's own.
   */
  readonly oneTimeUntil: Instant | null
  /** The code app; null where there is none. */
  readonly totp: OperatorTotp | null
  /** Oldest first. Nobody has neither app nor passkey but until the first sign-in, and after a reset. */
  readonly passkeys: readonly OperatorPasskey[]
  readonly createdAt: Instant
  /** Rises with every change; stores compare it when they write. */
  readonly version: number
}

export interface OperatorTotp {
  /** The app's secret, sealed. */
  readonly secret: string
  /** The time step of the last code that was taken: neither it nor an earlier one is taken again (RFC 6238 §5.2). */
  readonly step: number
}

/**
 * A key pair of an authenticator (WebAuthn), for this operator alone: citizens' passkeys lie in another table, and are
 * asked for by other pages.
 */
export interface OperatorPasskey {
  /** `passkey:` and an id of its own, for forms and the log. */
  readonly instance: string
  /** What the operator calls it. */
  readonly name: string
  readonly createdAt: Instant
  /** Id of the credential, base64url. */
  readonly credential: string
  /** COSE key, base64url. */
  readonly publicKey: string
  /** How a browser reaches it, as it said itself. */
  readonly transports: readonly string[]
  /** Its own count of uses, 0 if it keeps none. */
  readonly counter: number
}

/** The second factors by their instances: `totp`, and `passkey:<id>`. */
export const operatorFactors = ({ totp, passkeys }: Pick<Operator, 'totp' | 'passkeys'>): readonly string[] => [
  ...(totp === null ? [] : ['totp']),
  ...passkeys.map(({ instance }) => instance),
]

/** An operator signed in at one browser. */
export interface OperatorSession {
  readonly id: OperatorSessionId
  readonly operator: OperatorId
  readonly startedAt: Instant
  readonly lastActionAt: Instant
}

/** Who owns services: a municipality, a district, a state. */
export interface Tenant {
  readonly id: TenantId
  readonly createdAt: Instant
}

/** Letters and digits of any script, blanks, dots, dashes; NFC, up to 64 characters. */
export const isTenantName = (name: string): boolean =>
  name === name.normalize('NFC') && /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)
