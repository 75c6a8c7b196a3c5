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
   * Returns false, and changes nothing, if `old` has ended or changed meanwhile.
   */
  renew(old: Pick<BrowserSession, 'id' | 'version'>, session: BrowserSession, until: Instant): Promise<boolean>
  /**
   * The id under which a session was renewed within the last minute, or null. For what was under way in it and concerns
   * it under any id; an id that has ended still opens nothing.
   */
  renewedAs(id: SessionId): Promise<SessionId | null>
  /** The live sessions in which a service takes part under this `nameKey`; as it is now, not as it once was. */
  findByName(nameKey: string): Promise<readonly BrowserSession[]>
  /** Ends a session; ending one that is gone is no error. */
  end(id: SessionId): Promise<void>
  /** Ends every session of an account, but for `except`, and returns how many there were. */
  endAllOf(account: AccountId, except?: SessionId): Promise<number>
}
