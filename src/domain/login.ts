import type { ErrorCode } from './error-catalogue.js'
import type { Evidence } from './evidence.js'
import type { AttributeName } from './identity.js'
import type { AccountId, LoginId, MethodId, SessionId } from './ids.js'
import type { Duration, Instant } from './instant.js'
import { hours, minutes } from './instant.js'
import type { Release, RememberedConsent } from './release.js'
import type { Requirements } from './requirements.js'
import type { TrustLevel } from './trust-level.js'

/** How long a login stays open (RULES: Trust level of a login 6). */
export const LOGIN_LIFETIME: Duration = minutes(30)

/** How long the browser remembers a login that it began: afterwards nobody can tell whose it was. */
export const LOGIN_REMEMBERED: Duration = hours(24)

/** How long the answer of a finished login can be delivered again to the same browser: a double click, a reload. */
export const ANSWER_LIFETIME: Duration = minutes(2)

/**
 * Where the answer goes, proven when the request came in. Only `saml/` reads what lies in it;
 * for the flow it is a sealed envelope.
 */
export interface SamlReply {
  readonly kind: 'saml'
  readonly requestId: string
  readonly acsLocation: string
  /** The address takes references to answers; absent: it takes the answers themselves, in a form. */
  readonly binding?: 'artifact'
  readonly relayState: string | null
  /** The request's class URIs as sent, in order; the answer speaks the same vocabulary. */
  readonly classes: readonly string[]
  /** What the extension of the request's dialect asks of the answer itself; absent: nothing. */
  readonly extension?: AnswerExtension
  /** True: no service asked, and the answer is in reply to nothing; `requestId` is the broker's own. */
  readonly unsolicited?: true
  /** SHA-256 of the request as sent: the same request again leads back to this login. */
  readonly fingerprint: string
}

/** What a request's own extension asks of its answer. */
export interface AnswerExtension {
  /** A status is to say more than SAML's codes do. */
  readonly statusDetail: boolean
  /** Wire names that it lists, none of which is an attribute of a citizen; null: it lists nothing. */
  readonly names: readonly string[] | null
}

/** The citizen came by themselves, to their own account: the answer leads back to its page. */
export interface AccountReply {
  readonly kind: 'account'
  /** A path of the broker's own, with query; never from outside. */
  readonly returnTo: string
}

/** Where a login came from, and so where its answer goes. */
export type Reply = SamlReply | AccountReply

/** What the citizen has to know before they are back: then the form does not submit itself. */
export const ANSWER_NOTICES = ['proof-gone', 'account-blocked'] as const
export type AnswerNotice = (typeof ANSWER_NOTICES)[number]

/** One form for the browser to hand over, which submits itself where nothing is to be said. */
export interface PostAnswer {
  readonly kind: 'post'
  /** An address in registered metadata. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly notice: AnswerNotice | null
}

/**
 * A reference to an answer that waits here for its service, once and for a moment (saml-bindings §3.6): the browser takes
 * it there in its address, or in a form as any other answer.
 */
export interface ArtifactAnswer extends Omit<PostAnswer, 'kind'> {
  readonly kind: 'artifact'
}

/** An answer for a service, whichever way it takes. */
export type ServiceAnswer = PostAnswer | ArtifactAnswer

/** A path of our own, which the browser goes to without a form. */
export interface StayAnswer {
  readonly kind: 'stay'
  readonly path: string
}

/** How a login is answered; stores and pages know each kind. */
export type Answer = ServiceAnswer | StayAnswer

/** A value that a method keeps between two visits; serialisable. */
export type MethodState = Readonly<Record<string, unknown>>

/** A method that takes no proof until then, since too many failed. */
export interface MethodPause {
  readonly method: MethodId
  readonly until: Instant
}

/**
 * Why another account proved nothing: the citizen gave up there, or it was refused there; it does not reach the level; or
 * it cannot now.
 */
export const GAVE_UP = ['declined', 'level', 'not-possible'] as const
export type GaveUp = (typeof GAVE_UP)[number]

/** How a method that leads away last came back without a proof. */
export interface MethodGaveUp {
  readonly method: MethodId
  readonly problem: GaveUp
}

interface LoginBase {
  readonly id: LoginId
  /** Rises by one with every change; stores compare it when they write. */
  readonly version: number
  /**
   * What its one answer and the audit entry of its end are known by. It is made of the request, so that no second login
   * of the same request is ever answered, whatever a store has forgotten.
   */
  readonly answerId: string
  /** SHA-256 of the secret in the login's cookie. */
  readonly browserKey: string
  readonly reply: Reply
  readonly requirements: Requirements
  readonly startedAt: Instant
  readonly expiresAt: Instant
  /** The last one that this login was told of; the citizen finds it on the page of the methods. */
  readonly pause?: MethodPause | undefined
  /** Told on the page of the methods, until a method is begun. */
  readonly gaveUp?: MethodGaveUp | undefined
}

/** Asked for; nobody is known yet. */
export interface ReceivedLogin extends LoginBase {
  readonly state: 'received'
}

/**
 * What is to become of a card or upstream that no account holds yet: an account is made from it, or it is bound to one
 * that another method proves, to the one signed in, or to the one that an earlier card of the same person had.
 */
export const UNLINKED_IDENTITY_WISHES = ['open-account', 'link-account', 'link-session', 'link-renewed'] as const
export type UnlinkedIdentityWish = (typeof UNLINKED_IDENTITY_WISHES)[number]

/** A method is under way and keeps a state of its own. */
export interface AuthenticatingLogin extends LoginBase {
  readonly state: 'authenticating'
  readonly method: MethodId
  readonly methodState: MethodState
  /** The card that the wish is about, if there is one. */
  readonly evidence: readonly Evidence[]
  readonly wish: UnlinkedIdentityWish | null
}

/** A method proved something; whose account that is, is not decided. */
export interface AuthenticatedLogin extends LoginBase {
  readonly state: 'authenticated'
  readonly evidence: readonly Evidence[]
  readonly wish: UnlinkedIdentityWish | null
}

/** The account is known: by evidence of this login, or (empty `evidence`) by the session alone. */
export interface IdentifiedLogin extends LoginBase {
  readonly state: 'identified'
  readonly evidence: readonly Evidence[]
  readonly account: AccountId
  /** The session that this login goes on in; null for logins that open none. */
  readonly session: SessionId | null
  /** The account lives for this login alone: made of what the evidence told, passed through, stored nowhere else. */
  readonly temporary: boolean
  /** The account's proofing has just risen: the citizen looks through its other methods before anything else. */
  readonly review: boolean
}

/** The citizen, or a remembered consent, agreed to exactly this release. */
export interface ConfirmedLogin extends Omit<IdentifiedLogin, 'state'> {
  readonly state: 'confirmed'
  readonly release: Release
  /** What the citizen asked to be remembered once the login is taken; null: nothing new. */
  readonly remember: RememberedConsent | null
  /** The optional attributes that are to arrive ticked next time, once the login is taken; null: those of before. */
  readonly ticked: readonly AttributeName[] | null
}

/**
 * Taken: what it is answered with is decided for good. What is missing is the audit entry and the answer itself; where
 * that was cut off, whoever presses again goes on from here.
 */
export interface AnsweringLogin extends Omit<ConfirmedLogin, 'state'> {
  readonly state: 'answering'
  readonly answeringAt: Instant
  /** The decisive proof: its method, and when it was given. */
  readonly method: MethodId
  readonly authnInstant: Instant
  /** The level reached; the one asserted is the release's. */
  readonly reached: TrustLevel
  /** Whether that proof was of two factors. Logins from before this was kept have no such entry. */
  readonly twoFactors?: boolean
  /** Who took that proof, where another account did and is named; absent: nobody is. */
  readonly authorities?: readonly string[]
}

/** Taken: it ends without an identity. What is missing is the audit entry, and the status for the service. */
export interface AbortingLogin extends LoginBase {
  readonly state: 'aborting'
  readonly abortedAt: Instant
  readonly reason: ErrorCode
  readonly notice: AnswerNotice | null
  /** An answer was begun, and its audit entry may be there; it does not leave. */
  readonly insteadOfAnswer: boolean
}

/** Answered; the answer is kept for a moment, so that a double click or reload delivers the same one. */
export interface AnsweredLogin extends LoginBase {
  readonly state: 'answered'
  readonly answeredAt: Instant
  /** What it was answered with; for what is counted. */
  readonly method: MethodId
  readonly level: TrustLevel
  readonly session: SessionId | null
  readonly answer: Answer | null
}

/** Ended without a login; `answer` holds the status Response if the service gets one. */
export interface AbortedLogin extends LoginBase {
  readonly state: 'aborted'
  readonly abortedAt: Instant
  readonly reason: ErrorCode
  readonly answer: Answer | null
}

/** One login, from a request to its answer. */
export type Login =
  | ReceivedLogin
  | AuthenticatingLogin
  | AuthenticatedLogin
  | IdentifiedLogin
  | ConfirmedLogin
  | AnsweringLogin
  | AbortingLogin
  | AnsweredLogin
  | AbortedLogin

export type OpenLogin = Exclude<Login, AnsweredLogin | AbortedLogin>

/** A login of which nothing can be decided any more. */
export type EndingLogin = AnsweringLogin | AbortingLogin

/** A login that a service asked for by SAML. */
export type SamlLogin<Kind extends Login = OpenLogin> = Kind & { readonly reply: SamlReply }

export const isSaml = <Kind extends Login>(login: Kind): login is SamlLogin<Kind> => login.reply.kind === 'saml'

/** True while a card is read once more for what the citizen chose. */
export const isReadAgain = (login: OpenLogin): boolean =>
  login.state === 'authenticating' && login.wish !== null && login.evidence.at(-1)?.method === login.method

export const isOpen = (login: Login): login is OpenLogin => login.state !== 'answered' && login.state !== 'aborted'

export const isEnding = (login: Login): login is EndingLogin =>
  login.state === 'answering' || login.state === 'aborting'

/** The ID of the Response that answers a login; a portal has it in its log. */
export const responseIdOf = ({ answerId }: Pick<SamlLogin, 'answerId'>): string => `_${answerId}`
