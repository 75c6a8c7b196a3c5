import type { AccountId, SessionId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { BrowserSession } from '../session.js'

/** The next value of a session as it is by now; its version is the store's. Null: nothing is changed. */
export type ChangeSession = (session: BrowserSession) => BrowserSession | null

/** Browser sessions; each vanishes at the time given with it. Atomic per session. */
export interface SessionStore {
  create(session: BrowserSession, until: Instant): Promise<void>
  /** The session as last stored, or null if there is none or it has ended. */
  find(id: SessionId): Promise<BrowserSession | null>
  /**
   * The same, also where its proofs count no more, as by a method that was switched off: for a logout alone, since the
   * services that took part do not know that.
   */
  findLeft(id: SessionId): Promise<BrowserSession | null>
  /**
   * Changes a session, beginning from what was `seen` of it, anew from what is stored where another tab was faster
   * (`changeAgain`). Returns it as stored; null, and nothing is changed, where it has ended, which it stays, where
   * `change` has nothing to change, and where others keep changing it.
   */
  change(
    seen: BrowserSession,
    change: ChangeSession,
    until: (session: BrowserSession) => Instant,
  ): Promise<BrowserSession | null>
  /**
   * Renewal at a rise in level: ends `seen` and creates what `next` makes of it in one step, as `change`: what another
   * tab noted meanwhile goes along. Null where the old one has ended. Throws `BrokerError('login-moved-on')` where others
   * keep changing it.
   */
  renew(
    seen: BrowserSession,
    next: (old: BrowserSession) => BrowserSession,
    until: (session: BrowserSession) => Instant,
  ): Promise<BrowserSession | null>
  /**
   * The id under which a session was renewed within the last minute, or null. For what was under way in it and concerns
   * it under any id; an id that has ended still opens nothing.
   */
  renewedAs(id: SessionId): Promise<SessionId | null>
  /**
   * The sessions in which a service takes part under this `nameKey`; as it is now, not as it once was. For a logout alone:
   * also those that sign nobody in any more, of age or because their method was switched off.
   */
  findByName(nameKey: string): Promise<readonly BrowserSession[]>
  /** The sessions of an account that are stored, whatever they are worth. For whoever tells services of their end. */
  allOf(account: AccountId): Promise<readonly BrowserSession[]>
  /** Every session that is stored, in portions; one that comes or changes meanwhile may be in none, or in two. */
  each(): AsyncIterable<readonly BrowserSession[]>
  /** Ends a session and returns it as it was then; null, and no error, where it is gone. */
  end(id: SessionId): Promise<BrowserSession | null>
  /** Ends every session of an account, but for `except`, and returns them as they were then. */
  endAllOf(account: AccountId, except?: SessionId): Promise<readonly BrowserSession[]>
}
