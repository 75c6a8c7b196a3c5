import type { SessionId } from '../domain/ids.js'
import { isSaml, type OpenLogin } from '../domain/login.js'
import { heldEvidence } from '../domain/session.js'
import type { SessionPorts } from './session-ports.js'
import { sessionEndsAt } from './session-policy.js'

/**
 * True if the session that this browser shows ended by itself, of age or because the citizen did nothing, while this
 * login was under way; for a login to the citizen's own account also before it, since an own page asked for the session.
 * False for one that somebody ended, or that nobody knows: nothing says that it was one.
 */
export async function sessionRanOut(id: SessionId | null, login: OpenLogin, ports: SessionPorts): Promise<boolean> {
  const session = id && (await ports.sessions.find(id))
  if (!session || heldEvidence(session, ports.sessionLimits, ports.clock.now()).length > 0) return false
  return !isSaml(login) || sessionEndsAt(session, ports) >= login.startedAt
}
