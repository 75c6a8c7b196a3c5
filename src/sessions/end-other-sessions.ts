import type { BrowserSession } from '../domain/session.js'
import type { SessionPorts } from './session-ports.js'

/**
 * What protects the account was changed in this session: every other one ends. Whoever knew the password and was signed
 * in before is asked for the factor too; a proof by a factor that was taken off serves no other in its place.
 */
export async function endOtherSessions(
  { id, account }: BrowserSession,
  ports: Pick<SessionPorts, 'sessions'>,
): Promise<void> {
  await ports.sessions.endAllOf(account, id)
}
