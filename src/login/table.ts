import { satisfies } from '../domain/authn-context.js'
import { isReadAgain, isSaml } from '../domain/login.js'
import { coversMinimumSet } from '../domain/minimum-set.js'
import { stillOffered } from '../domain/release.js'
import { wentInto } from '../domain/session.js'
import type { LoginFacts } from './facts.js'

/** What a login may still need. `page`: only the citizen can do it; the rest the broker does by itself. */
export interface LoginStep {
  readonly name: StepName
  readonly page: boolean
  readonly stillNeeded: (facts: LoginFacts) => boolean
}

export type StepName =
  | 'end-without-proof'
  | 'ask-again'
  | 'continue-session'
  | 'choose-method'
  | 'pass-through'
  | 'recognize-person'
  | 'open-account'
  | 'link-account'
  | 'meet-person'
  | 'read-again'
  | 'prove-account'
  | 'switch-account'
  | 'resolve-identity'
  | 'review-methods'
  | 'return-to-account'
  | 'complete-profile'
  | 'confirm-identity'
  | 'use-remembered-consent'
  | 'decide-again'
  | 'finish'

/**
 * One login, in order. `advance` takes the first step that is still needed; after each step the list is read
 * again from the top. No page and no step decides what comes next.
 */
export const LOGIN_FLOW: readonly LoginStep[] = [
  // Account gone or method blocked since (RULES: What a service may ask 7).
  // check: no-answer-where-the-proof-is-gone
  { name: 'end-without-proof', page: false, stillNeeded: (facts) => isIdentified(facts) && proofGone(facts) },
  // Another tab ended or changed the session: nothing of another account is released (RULES: What a service may ask 8).
  // check: a-login-asks-again-when-the-session-changed
  { name: 'ask-again', page: false, stillNeeded: (facts) => isIdentified(facts) && !sessionFits(facts) },
  // A card or upstream that no account was known to hold (RULES: Identity 4 and 5).
  { name: 'recognize-person', page: false, stillNeeded: ({ login, person }) => isProved(login) && !!person?.holder },
  { name: 'pass-through', page: false, stillNeeded: (facts) => isMet(facts) && facts.login.requirements.pseudonymous },
  { name: 'open-account', page: false, stillNeeded: (facts) => isMet(facts) && opensAccount(facts) },
  { name: 'link-account', page: false, stillNeeded: (facts) => isMet(facts) && facts.person?.fits === true },
  // The page of the card is where this goes on; the login's own is the choice again, which drops what was chosen.
  { name: 'read-again', page: true, stillNeeded: ({ login }) => isReadAgain(login) },
  { name: 'prove-account', page: true, stillNeeded: ({ person }) => person?.wish === 'link-account' && !person.target },
  { name: 'meet-person', page: true, stillNeeded: (facts) => isMet(facts) },
  // A proof of another account than the session's: the citizen decides whose login this is (ibid. 9).
  // check: a-proof-of-another-account-asks
  { name: 'switch-account', page: true, stillNeeded: (facts) => isAuthenticated(facts) && provedAnother(facts) },
  { name: 'resolve-identity', page: false, stillNeeded: (facts) => isAuthenticated(facts) },
  // A card that is to tell what is missing keeps its state until it has: going on by the session would lose it.
  { name: 'complete-profile', page: true, stillNeeded: (facts) => isUnderWay(facts) && lacksAttributes(facts) },
  // check: a-session-below-the-level-does-not-serve
  { name: 'continue-session', page: false, stillNeeded: (facts) => isReceived(facts) && levelReached(facts) },
  // check: a-login-that-ended-below-the-level-is-none
  { name: 'choose-method', page: true, stillNeeded: (facts) => !isIdentified(facts) || !levelReached(facts) },
  // The account's proofing rose: what was bound before is confirmed or keeps its cap (RULES: Trust level of a login 4).
  { name: 'review-methods', page: true, stillNeeded: ({ login }) => login.state === 'identified' && login.review },
  // Confirmed, but not finished then: nothing leaves that is not what the login gives by now (RULES: What a service may
  // ask 7).
  {
    name: 'decide-again',
    page: false,
    stillNeeded: (facts) => facts.login.state === 'confirmed' && !agreementHolds(facts),
  },
  { name: 'return-to-account', page: false, stillNeeded: ({ login }) => !isSaml(login) },
  { name: 'complete-profile', page: true, stillNeeded: lacksAttributes },
  {
    name: 'use-remembered-consent',
    page: false,
    stillNeeded: (facts) => facts.login.state === 'identified' && facts.remembered !== null,
  },
  // check: the-citizen-confirms
  { name: 'confirm-identity', page: true, stillNeeded: (facts) => facts.login.state === 'identified' },
  { name: 'finish', page: false, stillNeeded: () => true },
]

/** Decided once the level is reached, by the session too. */
function lacksAttributes({ decision }: LoginFacts): boolean {
  // check: a-missing-attribute-is-asked-for
  return (decision?.missing.length ?? 0) > 0
}

/** The first step of the flow that this login still needs. */
export function advance(facts: LoginFacts): LoginStep {
  const step = LOGIN_FLOW.find(({ stillNeeded }) => stillNeeded(facts))
  if (!step) throw new TypeError('The last step of the flow is always needed')
  return step
}

const isProved = (login: LoginFacts['login']): boolean => login.state === 'authenticated'

/** A person to decide about, whose card is read. */
const isMet = ({ login, person }: LoginFacts): boolean => isProved(login) && person !== null

/** An earlier card's account comes first, and nobody's session is changed unasked. */
const opensAccount = ({ person, session }: LoginFacts): boolean =>
  person?.wish === 'open-account' && !person.earlier && !session && coversMinimumSet(person.evidence.facts)

const isUnderWay = ({ login }: LoginFacts): boolean => login.state === 'authenticating'

const isReceived = ({ login }: LoginFacts): boolean => login.state === 'received' || login.state === 'authenticating'

const isAuthenticated = ({ login, account }: LoginFacts): boolean => login.state === 'authenticated' && account !== null

const isIdentified = ({ login }: LoginFacts): boolean => login.state === 'identified' || login.state === 'confirmed'

const levelReached = ({ reached, needed }: LoginFacts): boolean => reached !== null && satisfies(reached, needed)

const provedAnother = ({ session, account }: LoginFacts): boolean => session !== null && session.account !== account?.id

/**
 * An identified login goes on only in the browser session of the same account, and that its own proofs went into; the
 * login's cookie alone is not enough. Whoever signs in after a logout, even to the same account, finds no proof of
 * whoever was there before.
 */
const sessionFits = ({ login, session }: LoginFacts): boolean =>
  'account' in login &&
  (login.session === null ||
    // check: a-proof-ends-with-its-session
    (session?.account === login.account && login.evidence.every((proof) => wentInto(session, proof))))

/** A login without a service agrees to nothing: it was cut off between its last two steps. */
const agreementHolds = ({ login, decision }: LoginFacts): boolean =>
  // check: what-was-agreed-to-is-looked-at-again
  login.state === 'confirmed' && isSaml(login) && decision !== null && stillOffered(login.release, decision)

/** A proof that has grown too old is no lost one: the login asks for another. */
const proofGone = (facts: LoginFacts): boolean =>
  // check: a-proof-that-grew-too-old-is-asked-for-again
  facts.account === null || (sessionFits(facts) && facts.reached === null && facts.proofLost)
