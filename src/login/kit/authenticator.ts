import type { BrokerError } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import type { AccountId, LoginId, MethodId } from '../../domain/ids.js'
import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { MethodState } from '../../domain/login.js'
import type { Language } from '../../domain/language.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Form } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'

/** What a login has to know of the person, for a method that reads data (RULES: Identity 4). */
export interface WantedFacts {
  /** `minimum-set`: an account is wanted, so its minimum set is read. */
  readonly purpose: 'login' | 'minimum-set'
  readonly attributes: readonly AttributeName[]
  /** Those of them that the citizen may keep back. */
  readonly optional: readonly AttributeName[]
}

/** What a method may know of the login it works for: not the service's request. */
export interface MethodContext {
  readonly login: LoginId
  readonly now: Instant
  /** What the method left in the login; null at the start. */
  readonly state: MethodState | null
  readonly wanted: WantedFacts
  /** What the citizen logs in at, by language: shown on a phone, told to an eID server. Empty for the own account. */
  readonly portalNames: Readonly<Record<string, string>>
  /** The account that this browser's session or the login names already; null: nobody is known yet. */
  readonly account: AccountId | null
  readonly language: Language
  /** The service takes phones that belong to no account (RULES: The pass 6). */
  readonly withoutAccount?: boolean
  /** The login runs inside an app, which this address leads back into (`appReturn`); null: in a browser. */
  readonly appReturn?: string | null
  /** Aborted once the browser of this visit is gone: nobody would take what it is answered. Absent: not known. */
  readonly gone?: AbortSignal
}

/** What came back to the method's own URL, in a browser that holds the login's cookie. */
export interface CallbackInput {
  /** Form or query fields, each once; of a return those alone that the method declares (`returnFields`). */
  readonly fields: Readonly<Record<string, string>>
  /** True for a return from outside by GET; false for a form of the method's own page, whose token held. */
  readonly returned: boolean
  /** The citizen's address as the proxy settings tell it; for rate limits alone, never stored. */
  readonly address: string
}

/** What a login gives to a page of a method. */
export interface MethodPlace {
  /** Of the method's own page: where its fields come back to the method. */
  readonly form: Form
  /** The way back to the method page. */
  readonly otherMethods: string
}

export type Outcome =
  | {
      readonly kind: 'page'
      /** Made once its place is known, which belongs to the login: the method keeps none of it. */
      readonly page: (place: MethodPlace) => Page
      readonly state?: MethodState
      /**
       * It says something of the form it answers, as a wrong password does: the method's own address has it no more.
       */
      readonly once?: true
      /** The proof that was tried did not hold: a code that the method's module lists, for log and metrics. */
      readonly failure?: string
    }
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  /** Too many failed proofs; none was tried this time. */
  | { readonly kind: 'limited'; readonly until: Instant }
  | { readonly kind: 'failed'; readonly error: BrokerError }

/** Whether a method works right now; if not, why (a text key of the method). */
export type Usability = { readonly usable: true } | { readonly usable: false; readonly reason: string }

/** What somebody else than the citizen's browser brings. */
export interface BackchannelInput {
  readonly token: string
  /** As the proxy settings tell it; for rate limits alone, never stored. */
  readonly address: string
}

/** What a method answers to somebody else than the citizen's browser. */
export interface BackchannelAnswer {
  readonly contentType: string
  readonly body: string
  readonly state?: MethodState
}

/** A way to log in. It proves, it does not identify; it keeps no state of its own. */
export interface Authenticator {
  readonly id: MethodId
  /** The level by configuration: the highest that it reaches. */
  readonly level: TrustLevel
  /**
   * The level by configuration with one binding of an account, where they differ, as with and without a second factor.
   */
  levelOf?(instance: string): TrustLevel
  /** True if it proves who somebody is by itself, as a card does; an account's earlier proofing then limits nothing. */
  readonly provesIdentity: boolean
  /** True if opening it changes nothing: the method page then shows a link, else a submit button. */
  readonly opensByLink: boolean
  /**
   * The query fields that a browser may bring back from outside, by a GET that carries no form token and that any site
   * can send it to. The method is given these and no other; null: nobody comes back to it from outside.
   */
  readonly returnFields: readonly string[] | null
  usable(): Usability
  start(context: MethodContext): Promise<Outcome>
  /** Its page while it is under way, as it stands: reload and back begin nothing anew. Without it `start` does that. */
  show?(context: MethodContext): Promise<Outcome>
  resume(context: MethodContext, input: CallbackInput): Promise<Outcome>
  /**
   * A request from elsewhere than the citizen's browser, without its cookie, such as an eID client that fetches its TC
   * token at `/methods/<method>/<login>/<token>?lang=<language>`; the context has that language. The method holds the
   * token against its state; rejects with `BrokerError('not-found')`.
   */
  backchannel?(context: MethodContext, input: BackchannelInput): Promise<BackchannelAnswer>
  /**
   * Ends when a page that waits should look again, after about 25 s, or by the signal; true: there is something new.
   * Looks once even if the signal was given before. Writes nothing.
   */
  wait?(context: MethodContext, signal: AbortSignal): Promise<boolean>
}
