import type { EntityId, SessionId } from './ids.js'
import { minutes, seconds, type Duration, type Instant } from './instant.js'
import type { Versioned } from './ports/versioned-store.js'

/** How a service is told: by the broker itself, or through the browser, by one of two bindings. */
export type LogoutWay = 'soap' | 'redirect' | 'post'

export const LOGOUT_STATES = ['waiting', 'asked', 'done', 'failed', 'unsupported'] as const
/**
 * What is known of one service. `waiting`: it was not told yet; `asked`: it was told, and has not answered; `done`: it
 * says that it logged the citizen out; `failed`: it says that it did not, or what it says is not proven; `unsupported`:
 * it has no address to be told at.
 */
export type LogoutState = (typeof LOGOUT_STATES)[number]

/** One service that took part in a session that has ended, with the names that it knows the session by. */
export interface LogoutPart {
  readonly service: EntityId
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
  /** The ID of our LogoutRequest to it; its answer names that. */
  readonly requestId: string
  readonly way: LogoutWay | null
  readonly state: LogoutState
  /** The session that it took part in, where that is not, or not yet known to be, the one of the browser at work. */
  readonly session?: SessionId
}

/** How a message travels through the browser: to an address, or in a form. */
export type Carried =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'post'; readonly action: string; readonly fields: Readonly<Record<string, string>> }

/** The service that asked for a logout through the browser, and gets an answer. */
export interface LogoutAsker {
  readonly service: EntityId
  /** The ID of its LogoutRequest. */
  readonly requestId: string
  readonly relayState: string | null
  readonly binding: 'redirect' | 'post'
  /** Its request named nobody whom it was given. */
  readonly namedNobody: boolean
  /** Somebody is known not to have been told, beside the services of this logout; absent: nobody is. */
  readonly leftUntold?: true
}

/**
 * A logout under way, in one browser or in none. It is stored before the session ends, so that nobody forgets whom to tell;
 * once it has ended, what is left is to tell services.
 */
export interface Logout extends Versioned {
  /** Lies in the address of its page; no secret, for the cookie is what opens it. */
  readonly id: string
  /** Digest of the cookie of the browser whose logout it is; empty: of none. */
  readonly browserKey: string
  readonly parts: readonly LogoutPart[]
  /**
   * The sessions that are to end in it, while whoever ends them has not gone on; some may have ended by now. Empty: they
   * have, and somebody else has begun to tell. Absent: they have, and it goes on.
   */
  readonly ending?: readonly SessionId[]
  /** The sessions that a service has ended by it: what else was proved in their browser ends as well. Absent: none. */
  readonly ended?: readonly SessionId[]
  /** Null: the citizen began it here. */
  readonly asker: LogoutAsker | null
  /** The answer that left to the asker, and when; a reload lets the same one leave. Null: none has. */
  readonly answered: { readonly carried: Carried; readonly at: Instant } | null
  /** Until then one instance tells the services of the back channel; what it leaves open another one tells. */
  readonly tellUntil: Instant
  /** How many instances have begun to tell them. */
  readonly tellings: number
}

/** Longer than a call of the back channel may take, with what stands before and after it, by clocks that are apart. */
export const TELLING_LEASE: Duration = seconds(10)

/** So often instances begin to tell; what is open by then stays open. */
const MOST_TELLINGS = 3

/** The services of the back channel that nobody has told yet. */
export const untold = ({ parts }: Pick<Logout, 'parts'>): readonly LogoutPart[] =>
  parts.filter((part) => part.state === 'waiting' && part.way === 'soap')

/** True while an instance is telling services by the back channel, or would be if it were alive. */
export const isTelling = (logout: Logout, now: Instant): boolean => untold(logout).length > 0 && now < logout.tellUntil

/** True if services of the back channel were left open by an instance that is gone. */
export const wasLeft = (logout: Logout, now: Instant): boolean =>
  // check: a-service-is-told-by-one-instance
  untold(logout).length > 0 && now >= logout.tellUntil

/** True if another instance may tell what was left; else it stays open. */
export const mayBeToldAgain = ({ tellings }: Pick<Logout, 'tellings'>): boolean => tellings < MOST_TELLINGS

/** The logout as one in which somebody goes on: its sessions have ended. */
export function goingOn(logout: Logout): Logout {
  const { ending, ...rest } = logout
  return ending ? rest : logout
}

/** True while there is something to tell, or to answer. */
export const isOpen = (logout: Logout): boolean =>
  untold(logout).length > 0 || nextPart(logout) !== null || (logout.asker !== null && logout.answered === null)

/** How long a logout may be under way; afterwards its page is that of whoever is signed out. */
export const LOGOUT_LIFETIME: Duration = minutes(30)

/** True for a service that is told through the browser. */
export const isByBrowser = ({ way }: LogoutPart): boolean => way === 'redirect' || way === 'post'

/** The next service that is told through the browser; null: there is none left. */
export const nextPart = ({ parts }: Pick<Logout, 'parts'>): LogoutPart | null =>
  parts.find((part) => part.state === 'waiting' && isByBrowser(part)) ?? null

/** True if every service has said that it logged the citizen out. */
export const isEverywhere = (parts: readonly Pick<LogoutPart, 'state'>[]): boolean =>
  // check: logged-out-is-said-of-services-that-say-so-alone
  parts.every(({ state }) => state === 'done')

/** The logout with another state of the part that this request of ours belongs to. */
export const withState = (logout: Logout, requestId: string, state: LogoutState): Logout =>
  withParts(logout, (part) => (part.requestId === requestId ? { ...part, state } : part))

/** The next version of a logout, with each part as `changed` makes it. */
export const withParts = (logout: Logout, changed: (part: LogoutPart) => LogoutPart): Logout => ({
  ...logout,
  version: logout.version + 1,
  parts: logout.parts.map(changed),
})
