import type { AccountId, SessionId } from '../ids.js'
import type { Instant } from '../instant.js'
import type { BrowserSession } from '../session.js'

/** Browser sessions; each vanishes at the time given with it. Atomic per session. */
export interface SessionStore {
  create(session: BrowserSession, until: Instant): Promise<void>
  /** The session as last stored, or null if there is none or it has ended. */
  find(id: SessionId): Promise<BrowserSession | null>
  /** Compare-and-set on `version`, as in LoginStore; a session that has ended stays ended. */
  replace(session: BrowserSession, until: Instant): Promise<boolean>
  /**
   * Renewal at a rise in level: ends `old` and creates `session` in one step.
   * Returns false, and changes nothing, if `old` has ended meanwhile.
   */
  renew(old: SessionId, session: BrowserSession, until: Instant): Promise<boolean>
  /** Ends a session; ending one that is gone is no error. */
  end(id: SessionId): Promise<void>
  /** Ends every session of an account, but for `except`, and returns how many there were. */
  endAllOf(account: AccountId, except?: SessionId): Promise<number>
}
