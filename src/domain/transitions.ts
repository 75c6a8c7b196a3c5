import { asOf, isOf, type Evidence } from './evidence.js'
import { BrokerError, type ErrorCode } from './error-catalogue.js'
import type { AccountId, MethodId, SessionId } from './ids.js'
import type { Instant } from './instant.js'
import type {
  AbortedLogin,
  AbortingLogin,
  Answer,
  AnsweredLogin,
  AnsweringLogin,
  AnswerNotice,
  AuthenticatedLogin,
  AuthenticatingLogin,
  ConfirmedLogin,
  EndingLogin,
  IdentifiedLogin,
  Login,
  MethodGaveUp,
  MethodPause,
  MethodState,
  OpenLogin,
  UnlinkedIdentityWish,
  ReceivedLogin,
} from './login.js'
import { isEnding, isOpen } from './login.js'
import { isUnlinkedEvidence } from './proofed-account.js'
import type { Release } from './release.js'

/**
 * One pure function per event of a login. Each returns the next login with its version raised by one;
 * an event that does not fit the state throws `login-moved-on` (RULES: What a service may ask 8).
 */

/**
 * A method was started, or goes on, and keeps a state. Choosing another method starts over; only a card that the
 * citizen wants an account for is kept meanwhile, while it is read once more or its account is proved.
 */
export function methodStarted(login: Login, method: MethodId, methodState: MethodState): AuthenticatingLogin {
  const before = open(login)
  const cards = evidenceOf(before).filter(isUnlinkedEvidence)
  const goesOn = wishOf(before) === 'link-account' || cards.at(-1)?.method === method
  const wish = goesOn ? wishOf(before) : null
  return { ...common(before), state: 'authenticating', method, methodState, evidence: wish === null ? [] : cards, wish }
}

/** A method takes no proof for a while; the login stays where it is. */
export const methodPaused = (login: Login, pause: MethodPause): OpenLogin => ({
  ...open(login),
  version: login.version + 1,
  pause,
})

/** A method gave up: the citizen chooses again, also for a card that waits for its account. */
export function methodGaveUp(login: Login, gaveUp: MethodGaveUp): OpenLogin {
  const before = open(login)
  const next = wishOf(before) === null ? restarted(before) : wished(before, wishOf(before))
  return { ...next, gaveUp }
}

/**
 * A method proved something. Allowed in every open state: a fresh proof always carries a login forward
 * (a second click, another method, a step-up). Earlier evidence of this login is kept; a wish is not where the next
 * card is another one: nothing is made of a card that nobody was asked about.
 */
export function authenticated(login: Login, evidence: Evidence): AuthenticatedLogin {
  const before = open(login)
  return {
    ...common(before),
    state: 'authenticated',
    evidence: [...evidenceOf(before), evidence],
    // check: a-wish-is-about-the-card-that-was-read
    wish: isOtherCard(before, evidence) ? null : wishOf(before),
  }
}

/**
 * The citizen said what is to become of a card or upstream that no account holds yet; null: came back to that choice,
 * and has said nothing. A method that was under way for an earlier wish is over.
 */
export function wished(login: Login, wish: UnlinkedIdentityWish | null): AuthenticatedLogin {
  if (login.state !== 'authenticated' && login.state !== 'authenticating') throw new BrokerError('login-moved-on')
  return { ...common(login), state: 'authenticated', evidence: login.evidence, wish }
}

/**
 * The evidence was found to be this account's; the login goes on in this session (null: it opens none). Evidence of
 * anybody else is dropped: `asOf` first makes a card's the account's.
 */
export function identified(
  login: Login,
  account: AccountId,
  session: SessionId | null,
  { temporary = false, review = false }: Partial<Pick<IdentifiedLogin, 'temporary' | 'review'>> = {},
): IdentifiedLogin {
  const before = open(login)
  // check: a-login-keeps-proofs-of-its-account-alone
  const evidence = evidenceOf(before).filter((piece) => isOf(piece, account))
  return { ...common(before), state: 'identified', evidence, account, session, temporary, review }
}

/** A card or upstream of the login turned out to be, or became, this account's. */
export function recognized(login: AuthenticatedLogin, person: Evidence, account: AccountId): AuthenticatedLogin {
  const evidence = login.evidence.map((piece) => (piece === person ? asOf(piece, account) : piece))
  return { ...login, evidence }
}

/**
 * The citizen of a temporary login wants an account after all: what another account proved waits for it again, as before
 * it was passed through.
 */
export function unlinkedAgain(login: Login, wish: UnlinkedIdentityWish): AuthenticatedLogin {
  const proof = login.state === 'identified' && login.temporary ? login.evidence.at(-1) : undefined
  // check: a-temporary-login-of-another-account-alone-turns-into-an-account
  if (login.state !== 'identified' || proof?.upstream?.lasting !== true) throw new BrokerError('login-moved-on')
  const unlinked: Evidence = { ...proof, instance: '', subject: { kind: 'key', key: proof.instance } }
  return { ...common(login), state: 'authenticated', evidence: [unlinked], wish }
}

/** The citizen looked through the methods of the account whose proofing rose. */
export function reviewed(login: Login): IdentifiedLogin {
  if (login.state !== 'identified') throw new BrokerError('login-moved-on')
  return { ...login, version: login.version + 1, review: false }
}

/** The citizen turned back, or the session changed in another tab: the login asks again from the start. */
export function restarted(login: Login): ReceivedLogin {
  return { ...common(open(login)), state: 'received' }
}

/** What is kept of an agreement for the next login at the service. */
type KeptOfAgreement = Pick<ConfirmedLogin, 'remember' | 'ticked'>

/** The citizen, or a remembered consent, agreed to exactly this release. */
export function confirmed(
  login: Login,
  release: Release,
  { remember, ticked }: KeptOfAgreement = { remember: null, ticked: null },
): ConfirmedLogin {
  // check: only-an-identified-login-is-confirmed
  if (login.state !== 'identified') throw new BrokerError('login-moved-on')
  return { ...login, version: login.version + 1, state: 'confirmed', release, remember, ticked }
}

/** What was agreed to is not what the login gives by now, or its end was cut off: the last steps are taken anew. */
export function reopened(login: Login): IdentifiedLogin {
  if (login.state !== 'confirmed') throw new BrokerError('login-moved-on')
  const { account, session, evidence, temporary, review } = login
  return { ...common(login), state: 'identified', account, session, evidence, temporary, review }
}

/** The login is taken: whoever stores this has decided its one answer. */
export function answering(
  login: Login,
  decided: Pick<AnsweringLogin, 'method' | 'authnInstant' | 'reached' | 'twoFactors' | 'authorities'>,
  now: Instant,
): AnsweringLogin {
  // check: only-a-confirmed-login-is-answered
  if (login.state !== 'confirmed') throw new BrokerError('login-moved-on')
  return { ...login, version: login.version + 1, state: 'answering', answeringAt: now, ...decided }
}

/** The answer may leave: its audit entry is there. It is kept for a moment for a double click or a reload. */
export function answered(login: AnsweringLogin, answer: Answer, now: Instant): AnsweredLogin {
  const { method, session } = login
  return { ...common(login), state: 'answered', answeredAt: now, method, level: login.release.level, session, answer }
}

/** The login is taken, to end without an identity; also one whose answer was begun, and must not leave any more. */
export function aborting(login: Login, reason: ErrorCode, notice: AnswerNotice | null, now: Instant): AbortingLogin {
  const insteadOfAnswer = login.state === 'answering'
  const before = insteadOfAnswer ? login : open(login)
  return { ...common(before), state: 'aborting', abortedAt: now, reason, notice, insteadOfAnswer }
}

/** The login ended without identity; null: the service is not told. */
export function aborted(login: AbortingLogin, answer: Answer | null): AbortedLogin {
  const { abortedAt, reason } = login
  return { ...common(login), state: 'aborted', abortedAt, reason, answer }
}

/** A login of which something can still be decided. */
type UndecidedLogin = Exclude<OpenLogin, EndingLogin>

const evidenceOf = (login: OpenLogin): readonly Evidence[] => ('evidence' in login ? login.evidence : [])

/** A card or upstream of another key than the last one that the login was told. */
function isOtherCard(login: OpenLogin, { subject }: Evidence): boolean {
  const card = evidenceOf(login).findLast(isUnlinkedEvidence)
  return card !== undefined && subject.kind === 'key' && subject.key !== card.subject.key
}

const wishOf = (login: OpenLogin): UnlinkedIdentityWish | null => ('wish' in login ? login.wish : null)

function open(login: Login): UndecidedLogin {
  // check: a-login-that-is-over-stays-over
  if (!isOpen(login)) throw new BrokerError('login-moved-on')
  // check: nothing-is-decided-once-the-end-is
  if (isEnding(login)) throw new BrokerError('login-moved-on')
  return login
}

function common(login: OpenLogin) {
  const { id, version, answerId, browserKey, reply, requirements, startedAt, expiresAt, pause } = login
  const paused = pause === undefined ? {} : { pause }
  return { id, version: version + 1, answerId, browserKey, reply, requirements, startedAt, expiresAt, ...paused }
}
