import type { ErrorText } from '../domain/errors.js'
import type { AttributeName } from '../domain/identity.js'
import type { Instant } from '../domain/instant.js'
import type { Language } from '../domain/language.js'
import type { AnswerNotice } from '../domain/login.js'
import type { PersonOffers } from '../domain/person-choice.js'
import type { Site } from '../domain/site.js'
import type { TrustLevel } from '../domain/trust-level.js'
import type { FactorPage } from '../factors/pages/factor-models.js'
import type { EidProblem } from '../methods/eid/pages/eid-problem.js'
import type { Form } from './form.js'
import type { PhonePage } from '../methods/pass/pages/phone-view-models.js'

export type { Form }

export interface PageContext {
  readonly site: Site
  readonly language: Language
  /** The path and query of this page without `lang`, for the language links; null: none are shown (the page answers a POST). */
  readonly here: string | null
  /** The portal that the citizen comes from; null outside a login. */
  readonly portal: { readonly name: string; readonly privacyUrl: string | null } | null
  /** On the citizen's own pages: who is signed in, and until when; null elsewhere. */
  readonly account: AccountBar | null
  /** On the citizen's own pages: all that there are. */
  readonly ownPages?: readonly OwnPage[]
  /** On the page of a method: true where no other one is offered. */
  readonly onlyMethod?: boolean
  /** True: a form came too late, nothing was done with it, and this page is where its login is by now. */
  readonly inputDropped?: boolean
}

/** A page of the citizen's own. */
export interface OwnPage {
  readonly id: 'devices' | 'second-factors'
  readonly path: string
  /** True on that page itself, and on those below it. */
  readonly isHere?: boolean
}

/** Above the citizen's own pages. */
export interface AccountBar {
  /** '' for an account that has no name. */
  readonly citizen: string
  readonly logout: Form
  /** An action of the citizen: idle time begins anew. */
  readonly stay: Form
  /** When the session ends by itself. */
  readonly endsAt: Instant
  /** A login at a portal that this browser has begun and not ended; null: none. */
  readonly waiting: { readonly path: string; readonly portal: string } | null
  /** Time left until then, in milliseconds: the citizen's clock may be another. */
  readonly timeLeft: number
}

/** One method that can be chosen. `link`: opening its page changes nothing; else its row is a submit button. */
export interface OfferedMethod {
  readonly id: string
  readonly link: string | null
  readonly lastUsed: boolean
}

/** The shortest way to a level that a method does not reach. */
export type WayUp = 'identify' | 'add-factor' | 'pair'

/** Why a method is not offered, and by that the way there. */
export type MissingReason =
  | { readonly kind: 'level-too-low'; readonly reaches: TrustLevel; readonly way: WayUp | null }
  | { readonly kind: 'not-allowed-by-service' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'not-working' }

export interface MethodChoicePage {
  readonly kind: 'method-choice'
  /** `link-account`: the citizen shows which account a card is to be bound to. */
  readonly purpose: 'login' | 'link-account'
  /** True: this browser's session has just ended by itself. Whose it was is not said. */
  readonly sessionEnded: boolean
  /** Whose session it is that is not enough here, '' for an account without a name; null: nobody is signed in. */
  readonly signedInAs: string | null
  readonly form: Form
  /** `unreachable`: the service asks for more than there is. */
  readonly level: TrustLevel | 'unreachable'
  readonly offered: readonly OfferedMethod[]
  readonly missing: readonly { readonly id: string; readonly reason: MissingReason }[]
}

export type PasswordProblem = 'proof-expired' | 'wrong' | 'username-missing' | 'password-missing' | 'both-missing'

export interface PasswordPage {
  readonly kind: 'password'
  readonly form: Form
  readonly otherMethods: string
  readonly username: string
  readonly problem: PasswordProblem | null
  /** Tries left before a pause; said when few. */
  readonly triesLeft: number | null
}

/** The page of the online ID card: what to have ready, what is read, and the way into the eID client. */
export interface EidPage {
  readonly kind: 'eid'
  readonly otherMethods: string
  /** The card was read before, and is read once more for the account. */
  readonly again: boolean
  /** What is read of the card beside its pseudonym and the age; the parts of the address are one. */
  readonly reads: readonly (AttributeName | 'address')[]
  readonly minimumAge: number
  /** Into the eID client on this computer. */
  readonly startUrl: string
  /** Into that of a phone; null where it is the same. */
  readonly phoneUrl: string | null
  readonly installUrl: string
  readonly pinUrl: string
  /** Why the last try failed. */
  readonly problem: EidProblem | null
}

/** The eID server has no result yet; the page goes on by itself. */
export interface EidWaitingPage {
  readonly kind: 'eid-waiting'
  /** As on the page of the card. */
  readonly again: boolean
  /** This page, going on by itself; and as the citizen has stopped it (WCAG 2.2.1). */
  readonly goOn: string
  readonly stopped: string
  readonly automatic: boolean
  readonly otherMethods: string
}

/** A required attribute that is not in the account yet. */
export interface ProfileField {
  readonly name: AttributeName
  readonly value: string
  readonly problem: 'missing' | 'characters' | 'date' | 'too-long' | 'format' | null
  /** The character that DIN 91379 does not have, for `characters`. */
  readonly character: string | null
}

export interface ProfilePage {
  readonly kind: 'profile'
  readonly form: Form
  readonly fields: readonly ProfileField[]
  /** Required attributes that cannot be added here (an e-mail address without mail, a document type): without them the login cannot end well. */
  readonly impossible: readonly AttributeName[]
  /** The methods that can tell all of that, and the form that opens them. */
  readonly tellBy: { readonly form: Form; readonly methods: readonly string[] }
}

export interface ConfirmAttribute {
  readonly name: AttributeName
  readonly value: string
  readonly level: TrustLevel
  readonly required: boolean
}

export interface ConfirmPage {
  readonly kind: 'confirm'
  readonly form: Form
  /** Who is logged in; null for a login that no account is kept for, or whose account has no name. */
  readonly citizen: string | null
  /** Name of the service within the portal (AttributeConsumingService), if it has one. */
  readonly serviceName: string | null
  readonly attributes: readonly ConfirmAttribute[]
  readonly level: TrustLevel
  /** Id of the method that proved the login; '' if none is to be named. */
  readonly method: string
  /** False where nothing of a next login can be remembered. */
  readonly canRemember: boolean
}

/** A card was read that no account holds yet (RULES: Identity 4 and 5). */
export interface MeetPersonPage extends PersonOffers {
  readonly kind: 'meet-person'
  readonly form: Form
  /** Who is signed in; null: nobody. */
  readonly signedInAs: string | null
}

/** A method bound to the account, as the citizen knows it. */
export interface BoundMethodRow {
  /** Names it in the form. */
  readonly mark: string
  readonly method: string
  readonly name: string | null
  readonly boundAt: Instant
}

/** The account's proofing rose: what was bound before is confirmed, or counts as before (RULES: Trust level of a login 4). */
export interface ReviewMethodsPage {
  readonly kind: 'review-methods'
  readonly form: Form
  readonly level: TrustLevel
  readonly methods: readonly BoundMethodRow[]
  readonly contacts: readonly { readonly name: AttributeName; readonly value: string }[]
}

/** A method proved another account than the session's (RULES: What a service may ask 9). */
export interface AccountSwitchPage {
  readonly kind: 'account-switch'
  readonly form: Form
  readonly current: string
  readonly other: string
}

/** The way back to the portal: one fixed form, which submits itself unless there is something to be said first. */
export interface HandOverPage {
  readonly kind: 'hand-over'
  readonly notice: AnswerNotice | null
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

export interface ErrorPage {
  readonly kind: 'error'
  readonly text: ErrorText
  readonly errorId: string
  /** Host that needs cookies, for `no-cookie`. */
  readonly host: string
  /** When it may be tried again, for `too-many-tries`. */
  readonly until: Instant | null
  /** The login that goes on elsewhere, for `moved-on` and `form-expired`; other methods, for `too-many-tries`. */
  readonly continueAt: string | null
  /** The portal's own address, from its metadata. */
  readonly portalUrl: string | null
}

export interface StartPage {
  readonly kind: 'start'
  /** Ids of the methods that work here; none are named without it. */
  readonly methods?: readonly string[]
  readonly ownPages?: readonly OwnPage[]
}

/** The session has ended because the citizen wanted it so. */
export interface SignedOutPage {
  readonly kind: 'signed-out'
}

export type Page =
  | MethodChoicePage
  | PasswordPage
  | FactorPage
  | EidPage
  | EidWaitingPage
  | SignedOutPage
  | PhonePage
  | MeetPersonPage
  | ReviewMethodsPage
  | ProfilePage
  | ConfirmPage
  | AccountSwitchPage
  | HandOverPage
  | ErrorPage
  | StartPage
