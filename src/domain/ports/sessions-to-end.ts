import type { AccountId, MethodId } from '../ids.js'
import type { Instant } from '../instant.js'

/** Sessions that have ended by a change in the database, which reaches no store of sessions. */
export type SessionsToEnd = EndedSessions & {
  /** Those that began before then have ended. */
  readonly endedAt: Instant
  /** The action of the audit that ended them. */
  readonly why: string
}

/** Whose: those of an account, or those that rest on a method which was switched off. */
type EndedSessions =
  { readonly whose: 'account'; readonly subject: AccountId } | { readonly whose: 'method'; readonly subject: MethodId }

/**
 * What is left to do of the end of sessions: services are to be told. It is written in the transaction of the change, by the
 * stores of accounts and of methods, whoever makes it. Throws `BrokerError('unavailable')` like every store.
 */
export interface SessionsToEndStore {
  /** All of it, those that wait longest first. */
  all(): Promise<readonly SessionsToEnd[]>
  /** It is done, unless the same sessions were ended once more meanwhile. */
  done(task: SessionsToEnd): Promise<void>
}
