import type { SessionId } from '../domain/ids.js'
import { isByBrowser, type Logout, type LogoutPart } from '../domain/logout.js'
import type { LogoutPorts } from './logout-ports.js'
import { noteState } from './tell-services.js'

/**
 * A logout as it goes through this browser. A service may have ended sessions of other browsers as well, and this one has
 * none of the cookies that their services know the citizen by: led there, it would be told Success for nothing. So only
 * the services of the session whose cookie it shows are on its way; those of others that are told through the browser
 * alone are `unsupported`. A browser that shows no cookie of a session is no browser of any of them. It is known only
 * when the browser comes to a page of ours: a POST from another site brings no cookie.
 */
export async function forThisBrowser(
  logout: Logout,
  cookie: SessionId | null,
  ports: Pick<LogoutPorts, 'sessions' | 'logouts' | 'log' | 'meter'>,
): Promise<Logout> {
  if (logout.parts.every(({ session }) => session === undefined)) return logout
  // Another tab may have renewed it in this moment.
  const own = [cookie, cookie && (await ports.sessions.renewedAs(cookie))]
  const parts = logout.parts.map((part) => settled(part, own))
  if (parts.every((part, index) => part === logout.parts[index])) return logout
  const next = { ...logout, version: logout.version + 1, parts }
  if (!(await ports.logouts.replace(next))) {
    const stored = await ports.logouts.find(logout.id)
    return stored ? forThisBrowser(stored, cookie, ports) : logout
  }
  parts.forEach((part, index) => {
    if (part.state !== logout.parts[index]?.state) noteState(part, ports)
  })
  return next
}

function settled(part: LogoutPart, own: readonly (SessionId | null)[]): LogoutPart {
  const { session, ...ofThisBrowser } = part
  if (session === undefined) return part
  if (own.includes(session)) return ofThisBrowser
  // check: services-of-another-browser-are-not-claimed
  return part.state === 'waiting' && isByBrowser(part) ? { ...part, state: 'unsupported' } : part
}
