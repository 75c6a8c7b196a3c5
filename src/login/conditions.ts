import { satisfies } from '../domain/authn-context.js'
import { wentInto } from '../domain/session.js'
import type { LoginFacts } from './facts.js'

// What the rules of several steps ask of the facts.

/** An unlinked identity waits for a decision: its card is read. */
export const hasUnlinkedIdentity = ({ login, unlinked }: LoginFacts): boolean =>
  login.state === 'authenticated' && unlinked !== null

/** A proof waits that is of an account. */
export const isAuthenticated = ({ login, account }: LoginFacts): boolean =>
  login.state === 'authenticated' && account !== null

/** It is known who this is. */
export const isIdentified = ({ login }: LoginFacts): boolean =>
  login.state === 'identified' || login.state === 'confirmed'

/** What counts as proof is enough for what the service needs. */
export const levelReached = ({ reached, needed }: LoginFacts): boolean => reached !== null && satisfies(reached, needed)

/**
 * An identified login goes on only in the browser session of the same account, and that its own proofs went into; the
 * login's cookie alone is not enough. Whoever signs in after a logout, even to the same account, finds no proof of
 * whoever was there before.
 */
export const sessionFits = ({ login, session }: LoginFacts): boolean =>
  'account' in login &&
  (login.session === null ||
    // check: a-proof-ends-with-its-session
    (session?.account === login.account && login.evidence.every((proof) => wentInto(session, proof))))
