import type { Request } from 'express'
import { sameText } from '../../crypto/same-text.js'
import { isOpen, type Logout } from '../../domain/logout.js'
import { sessionCookie } from '../../http/cookies.js'
import { browserKeyOf, logoutKeyOf, type LogoutKey } from '../logout-keys.js'
import { goOnPrepared } from '../prepare-logout.js'
import { logoutsOf, type LogoutContext } from './logout-context.js'

type Needed = Pick<LogoutContext['logout']['ports'], 'logouts' | 'digest'>

/** A stored logout, if this is what its browser's cookie holds; else null. */
export async function ofBrowser({ id, secret }: LogoutKey, ports: Needed): Promise<Logout | null> {
  const found = await ports.logouts.find(id)
  // check: a-logout-is-shown-to-its-browser-alone
  return found && sameText(browserKeyOf(ports, secret), found.browserKey) ? found : null
}

/**
 * The logout that is under way in a browser in which nobody is signed in any more: that of the session whose cookie it
 * still shows, as the second press of a double click does, else the newest that it has a cookie of. Null: none.
 */
export async function running(context: LogoutContext, request: Request): Promise<LogoutKey | null> {
  const { ports } = context.logout
  const shown = context.cookies.read(request, sessionCookie)
  const ofSession = shown === null ? null : logoutKeyOf(shown, ports)
  if (ofSession && (await comes(ofSession, ports))) return ofSession
  for (const key of logoutsOf(context, request)) if (await ofBrowser(key, ports)) return key
  return null
}

/** The newest logout of this browser in which there is something left to tell or to answer; null: there is none. */
export async function openLogout(context: LogoutContext, request: Request): Promise<Logout | null> {
  const { ports, telling } = context.logout
  for (const key of logoutsOf(context, request)) {
    const stored = await ofBrowser(key, ports)
    const found = stored && isOpen(stored) ? await goOnPrepared(stored, ports, telling) : null
    if (found && found.parts.length > 0) return found
  }
  return null
}

/** How often, and after how many ms, a logout is looked for whose session another press has ended this moment. */
const LOOKS = 5
const PAUSE = 50

async function comes(key: LogoutKey, ports: Needed): Promise<boolean> {
  for (let look = 1; ; look += 1) {
    if (await ofBrowser(key, ports)) return true
    if (look === LOOKS) return false
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}
