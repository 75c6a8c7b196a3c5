import type { BrokerError } from '../errors.js'
import type { Evidence } from '../evidence.js'
import type { LoginId, MethodId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { MethodState } from '../login.js'
import type { TrustLevel } from '../trust-level.js'

/** What a method may know of the login it works for: neither the service's request nor an account. */
export interface MethodContext {
  readonly login: LoginId
  readonly now: Instant
  /** What the method left in the login; null at the start. */
  readonly state: MethodState | null
}

/** What came back to the method's own URL. */
export interface CallbackInput {
  /** Form or query fields, each once. */
  readonly fields: Readonly<Record<string, string>>
  /** The citizen's address as the proxy settings tell it; for brakes alone, never stored. */
  readonly address: string
}

/** A page of the method: its name and what it shows; `ui` knows how it looks. */
export interface MethodPage {
  readonly name: string
  readonly model: Readonly<Record<string, unknown>>
}

export type Outcome =
  | { readonly kind: 'page'; readonly page: MethodPage; readonly state?: MethodState }
  | { readonly kind: 'redirect'; readonly url: string; readonly state?: MethodState }
  | {
      readonly kind: 'post'
      readonly url: string
      readonly fields: Readonly<Record<string, string>>
      readonly state?: MethodState
    }
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  /** Too many failed proofs; none was tried this time. */
  | { readonly kind: 'braked'; readonly until: Instant }
  | { readonly kind: 'failed'; readonly error: BrokerError }

/** Whether a method works right now; if not, why (a text key of the method). */
export type Usability = { readonly usable: true } | { readonly usable: false; readonly reason: string }

/** A way to log in. It proves, it does not identify; it keeps no state of its own. */
export interface Authenticator {
  readonly id: MethodId
  /** The level by configuration. */
  readonly level: TrustLevel
  /** True if opening it changes nothing: the method page then shows a link, else a submit button. */
  readonly opensByLink: boolean
  usable(): Usability
  start(context: MethodContext): Promise<Outcome>
  resume(context: MethodContext, input: CallbackInput): Promise<Outcome>
}
