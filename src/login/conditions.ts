import { boundMethod, type Account } from '../domain/account.js'
import { satisfies } from '../domain/authn-context.js'
import { isOf, type Evidence } from '../domain/evidence.js'
import { isReadAgain, isSaml, type AnsweringLogin, type ConfirmedLogin } from '../domain/login.js'
import { coversMinimumSet } from '../domain/minimum-set.js'
import { stillOffered } from '../domain/release.js'
import { wentInto } from '../domain/session.js'
import type { LoginFacts } from './facts.js'

// When each step of a login is needed, in the order of the table. A condition reads facts alone and does not know which
// steps come before or after it.

/** The account is gone, or its method was blocked since (RULES: What a service may ask 7). */
export const lacksProof = (facts: LoginFacts): boolean =>
  // check: no-answer-where-the-proof-is-gone
  isIdentified(facts) && proofGone(facts)

/** A proof that grew too old is not lost: the login asks for another one. */
export const proofGone = (facts: LoginFacts): boolean =>
  // check: a-proof-that-grew-too-old-is-asked-for-again
  facts.account === null || (sessionFits(facts) && facts.reached === null && facts.proofLost)

/** Another tab ended or changed the session. */
export const sessionChanged = (facts: LoginFacts): boolean =>
  // check: a-login-asks-again-when-the-session-changed
  isIdentified(facts) && !sessionFits(facts)

/** An account holds the waiting card by now. */
export const isKnownByNow = ({ login, unlinked }: LoginFacts): boolean =>
  login.state === 'authenticated' && !!unlinked?.holder

/**
 * Somebody whom no account holds goes on without one: at a service for pseudonyms alone, and whoever comes with another
 * account and has not asked for one here (CONTRACT: From an upstream). Whoever is signed in decides first.
 */
export const needsNoAccount = (facts: LoginFacts): boolean => {
  const { login, unlinked, session } = facts
  if (!hasUnlinkedIdentity(facts)) return false
  if (login.requirements.pseudonymous) return true
  return unlinked?.evidence.upstream !== undefined && unlinked.wish === null && session === null && isSaml(login)
}

/**
 * The citizen wants an account made of the card, which is read for it. None is made if an earlier card's account is
 * there, or a session that it would replace unasked.
 */
export const opensAccount = (facts: LoginFacts): boolean => {
  const { unlinked, session } = facts
  if (!hasUnlinkedIdentity(facts) || unlinked?.wish !== 'open-account') return false
  // Another account tells what it tells: what is missing is asked for where a service needs it.
  const isTold = unlinked.evidence.upstream !== undefined || coversMinimumSet(unlinked.evidence.facts)
  return !unlinked.earlier && !session && isTold
}

/** The account that the card is to be bound to is proved, and the card is of the same person. */
export const fitsTarget = (facts: LoginFacts): boolean => hasUnlinkedIdentity(facts) && facts.unlinked?.fits === true

/** The card is read once more for what was chosen. */
export const isBeingReadAgain = ({ login }: LoginFacts): boolean => isReadAgain(login)

/** The card is to be bound to an account that is not proved yet. */
export const lacksTarget = ({ unlinked }: LoginFacts): boolean => unlinked?.wish === 'link-account' && !unlinked.target

/** The card is read, and what becomes of this unlinked identity is to be decided. */
export const hasUnlinkedIdentity = ({ login, unlinked }: LoginFacts): boolean =>
  login.state === 'authenticated' && unlinked !== null

/** The waiting proof is of another account than the session's. */
export const provedAnother = (facts: LoginFacts): boolean =>
  // check: a-proof-of-another-account-asks
  isAuthenticated(facts) && isOfAnother(facts)

const isOfAnother = ({ session, account }: LoginFacts): boolean => session !== null && session.account !== account?.id

/** The waiting proof is of an account. */
export const isAuthenticated = ({ login, account }: LoginFacts): boolean =>
  login.state === 'authenticated' && account !== null

/** A method is under way that will tell the missing attributes. */
export const methodIsToTell = (facts: LoginFacts): boolean =>
  facts.login.state === 'authenticating' && lacksAttributes(facts)

/** Nothing is proved in this login yet, and the session reaches the level. */
export const sessionSuffices = (facts: LoginFacts): boolean =>
  // check: a-session-below-the-level-does-not-serve
  isUnproved(facts) && levelReached(facts)

const isUnproved = ({ login }: LoginFacts): boolean => login.state === 'received' || login.state === 'authenticating'

/** Nobody is identified, or the level is not reached. */
export const lacksLevel = (facts: LoginFacts): boolean =>
  // check: a-login-that-ended-below-the-level-is-none
  !isIdentified(facts) || !levelReached(facts)

/** It is known who this is. */
const isIdentified = ({ login }: LoginFacts): boolean => login.state === 'identified' || login.state === 'confirmed'

/** The evidence that counts reaches the level that the service needs. */
const levelReached = ({ reached, needed }: LoginFacts): boolean => reached !== null && satisfies(reached, needed)

/** The account's proofing has just risen. */
export const hasMethodsToReview = ({ login }: LoginFacts): boolean => login.state === 'identified' && login.review

/** The citizen agreed to something else than what would be released now. */
export const agreementIsOver = (facts: LoginFacts): boolean =>
  facts.login.state === 'confirmed' && !agreementHolds(facts)

/**
 * Nobody agrees to a release in a login without a service; one that is found confirmed was cut off between its last two
 * steps.
 */
const agreementHolds = (facts: LoginFacts): boolean =>
  // check: what-was-agreed-to-is-looked-at-again
  facts.login.state === 'confirmed' && isSaml(facts.login) && isStillOffered(facts.login, facts)

const isStillOffered = (login: ConfirmedLogin | AnsweringLogin, { decision }: LoginFacts): boolean =>
  !isSaml(login) || (decision !== null && stillOffered(login.release, decision))

/**
 * An answer that was cut off may still leave: the account is there, the proof that decided counts, in the same session,
 * and what was agreed to is what the service would get now.
 */
export const answerHolds = (facts: LoginFacts): boolean => {
  const { login, account, evidence } = facts
  if (login.state !== 'answering' || account === null) return false
  // check: an-answer-that-was-cut-off-is-checked-again
  const proofCounts = evidence.some(({ method, at }) => method === login.method && at === login.authnInstant)
  return proofCounts && sessionFits(facts) && levelReached(facts) && isStillOffered(login, facts)
}

/** The login is for the citizen's own account, not for a service. */
export const isForOwnAccount = ({ login }: LoginFacts): boolean => !isSaml(login)

/** A required attribute is missing. This is known once the level is reached, by the session too. */
export const lacksAttributes = ({ decision }: LoginFacts): boolean =>
  // check: a-missing-attribute-is-asked-for
  (decision?.missing.length ?? 0) > 0

/** The citizen asked not to be asked again, and the release is still the same. */
export const isRemembered = (facts: LoginFacts): boolean =>
  facts.login.state === 'identified' && facts.remembered !== null

/** Nobody agreed to the release yet. */
export const lacksAgreement = (facts: LoginFacts): boolean =>
  // check: the-citizen-confirms
  facts.login.state === 'identified'

// Further questions that steps ask of the facts.

/**
 * An identified login goes on only in a browser session of the same account into which all of the login's own proofs
 * went; the login's cookie alone is not enough. A session opened after a logout, even to the same account, does not
 * hold them, so nobody goes on with the proof of whoever was there before.
 */
const sessionFits = ({ login, session }: LoginFacts): boolean =>
  'account' in login &&
  (login.session === null ||
    // check: a-proof-ends-with-its-session
    (session?.account === login.account && login.evidence.every((proof) => wentInto(session, proof))))

/**
 * True if one of these proofs came from a method that the account still has. A method blocked or removed since opens no
 * session, whichever way the login came to its account (RULES: What a service may ask 7).
 */
export const provesAccount = (evidence: readonly Evidence[], account: Account): boolean =>
  evidence.some((piece) => isOf(piece, account.id) && boundMethod(account, piece) !== undefined)

/**
 * A login at a service for pseudonyms alone opens no session; a session that is there already goes on (RULES: What a
 * service may ask 10). Nor does a proof that counts once; it goes into no session that is there, either. `proof`: the
 * one that is just taken.
 */
export const opensNoSession = (
  { login, session }: Pick<LoginFacts, 'login' | 'session'>,
  proof: Evidence | undefined = 'evidence' in login ? login.evidence.at(-1) : undefined,
): boolean =>
  // check: a-login-for-a-pseudonym-opens-no-session
  (login.requirements.pseudonymous && session === null) ||
  // check: a-proof-that-counts-once-opens-no-session
  proof?.upstream?.once === true
