import type { AccountId, SessionId } from './ids.js'
import type { BrowserSession } from './session.js'

// What features need of each other. Each is made by the feature that it belongs to, and wired in `compose/`.

/**
 * Ends every browser session of an account, but for `kept`, and returns how many there were. After a change of what
 * protects the account: whoever knew the password and was signed in before is asked for the factor too; a proof by a
 * factor that was taken off serves no other in its place. Throws `BrokerError('unavailable')` as the store does.
 */
export type EndSessions = (account: AccountId, kept?: SessionId) => Promise<number>

/**
 * Deletes an account with everything that belongs to it, ends its sessions, and writes who did it into the audit log.
 * No login goes on that is under way in it: each ends at its next step as one whose account is gone (RULES: What a
 * service may ask 7). False if it was gone already; what an earlier call may have left of its sessions ends all the same.
 * `reason`: of an operator, for the log. Throws
 * `BrokerError('unavailable')` as the stores do.
 */
export type DeleteAccount = (account: AccountId, actor: string, reason?: string) => Promise<boolean>

/**
 * Ends this one session in a browser that goes on as somebody else, and tells the services that took part in it, as far
 * as the broker can tell them itself. Resolves when the session has ended; nobody waits for the services. Throws
 * `BrokerError('unavailable')` as the store does.
 */
export type LogOut = (session: Pick<BrowserSession, 'id'>) => Promise<void>

export interface UseCases {
  readonly logOut: LogOut
  readonly endSessions: EndSessions
  readonly deleteAccount: DeleteAccount
}
