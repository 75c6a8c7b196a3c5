import type { BrokerError } from '../../domain/error-catalogue.js'
import type { Evidence } from '../../domain/evidence.js'
import type { AccountId, EntityId, LoginId, MethodId } from '../../domain/ids.js'
import type { AttributeName } from '../../domain/identity.js'
import type { Instant } from '../../domain/instant.js'
import type { GaveUp, MethodState } from '../../domain/login.js'
import type { Language } from '../../domain/language.js'
import type { Leaving } from '../../domain/leaving.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { Form } from '../../ui/form-fields.js'
import type { Page } from '../../ui/page.js'

/** What a login has to know of the person, for a method that reads data (RULES: Identity 4). */
export interface WantedFacts {
  /** `minimum-set`: an account is wanted, so its minimum set is read. */
  readonly purpose: 'login' | 'minimum-set'
  readonly attributes: readonly AttributeName[]
  /** Those of the attributes that the citizen may keep back. */
  readonly optional: readonly AttributeName[]
}

/** What a service asks of the proof itself. */
export interface AskedOfProof {
  /** The lowest level that serves it. */
  readonly level: TrustLevel
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  /** How many more proxies may stand between (saml-core §3.4.1.5.1); null: nobody limits it. */
  readonly proxyCount: number | null
  /** The service that asks, for another account that names whom it may be passed on to. */
  readonly service: EntityId
}

/** What a method may know of the login that it works for; the service's request is not part of it. */
export interface MethodContext {
  readonly login: LoginId
  readonly now: Instant
  /** What the method left in the login; null at the start. */
  readonly state: MethodState | null
  readonly wanted: WantedFacts
  /** The portal's name by language, to be shown on a phone or told to an eID server. Empty for the own account. */
  readonly portalNames: Readonly<Record<string, string>>
  /** The account that this browser's session or the login names already; null: nobody is known yet. */
  readonly account: AccountId | null
  readonly language: Language
  /** What the service asks of a proof, for a method that passes the question on to another account. */
  readonly asked: AskedOfProof
  /** What is typed for the citizen as a user name; it decides nothing. Null or absent: nothing. */
  readonly loginHint?: string | null
  /** True if the service takes phones that belong to no account (RULES: The pass 6). */
  readonly withoutAccount?: boolean
  /** If the login runs inside an app, the address that leads back into it (`appReturn`); null in a browser. */
  readonly appReturn?: string | null
  /** Aborted once the browser of this visit is gone, for nobody would take the answer. Absent: not known. */
  readonly gone?: AbortSignal
}

/** What came back to the method's own URL, in a browser that holds the login's cookie. */
export interface CallbackInput {
  /**
   * Form or query fields, each once. A return from outside holds only those that the method declares (`returnFields`).
   */
  readonly fields: Readonly<Record<string, string>>
  /** True for a return from outside by GET; false for a form of the method's own page, whose token held. */
  readonly returned: boolean
  /** The citizen's address as the proxy settings tell it; for rate limits alone, never stored. */
  readonly address: string
}

/** What a login gives to a page of a method. */
export interface MethodPlace {
  /** The form of the method's own page: it posts its fields back to the method. */
  readonly form: Form
  /** The way back to the method page. */
  readonly otherMethods: string
  /** Gives the login up, by `decision` `cancel`: the citizen is led back to the portal. */
  readonly cancel: Form
  /** Another method that is offered and proves by itself who somebody is; null: none. */
  readonly identifiesBy: MethodId | null
}

export type Outcome =
  | {
      readonly kind: 'page'
      /** Makes the page once its place is known. The place belongs to the login, so the method keeps none of it. */
      readonly page: (place: MethodPlace) => Page
      readonly state?: MethodState
      /**
       * True for a page that answers one form, as after a wrong password; a GET of the method's own address does not
       * show it again.
       */
      readonly once?: true
      /** A code that the method's module lists, for log and metrics: the proof that was tried did not hold. */
      readonly failure?: string
    }
  /**
   * The browser is led to another origin; it comes back to the method's own address, with the fields that the method
   * declares (`returnFields`).
   */
  | { readonly kind: 'leave'; readonly to: Leaving; readonly state: MethodState }
  /**
   * The method gave up for this time: the page of the methods says why, and offers it again and the others. `failure` as
   * of a page.
   */
  | { readonly kind: 'gave-up'; readonly problem: GaveUp; readonly failure: string }
  | { readonly kind: 'proved'; readonly evidence: Evidence }
  /**
   * There were too many failed proofs. `failure`: this one was tried, and was the last; without it, none was tried this
   * time.
   */
  | { readonly kind: 'limited'; readonly until: Instant; readonly failure?: string }
  | { readonly kind: 'failed'; readonly error: BrokerError }

/** Whether a method works right now; if not, why (a text key of the method). */
export type Usability = { readonly usable: true } | { readonly usable: false; readonly reason: string }

/** What somebody else than the citizen's browser brings. */
export interface BackchannelInput {
  readonly token: string
  /** The caller's address as the proxy settings tell it; for rate limits alone, never stored. */
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
  /** The highest level that the method reaches, by configuration. */
  readonly level: TrustLevel
  /**
   * The level of one binding of an account, by configuration, if bindings differ, as with and without a second factor.
   */
  levelOf?(instance: string): TrustLevel
  /**
   * True if it proves by itself who somebody is, as a card does; the account's earlier proofing then limits nothing.
   */
  readonly provesIdentity: boolean
  /** True if another account proves in the broker's place: a service may allow no such proxy. */
  readonly isUpstream?: true
  /** True if opening it changes nothing: the method page then shows a link, otherwise a submit button. */
  readonly opensByLink: boolean
  /**
   * The query fields that a browser may bring back from outside, by a GET without a form token that any site can cause.
   * The method is given only these. Null: nobody comes back to it from outside.
   */
  readonly returnFields: readonly string[] | null
  usable(): Usability
  start(context: MethodContext): Promise<Outcome>
  /**
   * The page of a method that is under way, as it stands: reload and back begin nothing anew. If absent, `start` is
   * called.
   */
  show?(context: MethodContext): Promise<Outcome>
  resume(context: MethodContext, input: CallbackInput): Promise<Outcome>
  /**
   * Answers a request that comes from elsewhere than the citizen's browser and without its cookie, such as an eID
   * client that fetches its TC token at `/methods/<method>/<login>/<token>?lang=<language>`; the context has that
   * language. The method compares the token with its state and rejects with `BrokerError('not-found')`.
   */
  backchannel?(context: MethodContext, input: BackchannelInput): Promise<BackchannelAnswer>
  /**
   * Resolves when a page that waits should look again: true if there is something new, false after about 25 s or when
   * the signal is given. Looks once even if the signal was given before. Writes nothing.
   */
  wait?(context: MethodContext, signal: AbortSignal): Promise<boolean>
}
