import type { AnsweringLogin } from '../domain/login.js'
import type { DeliveredAnswer } from '../domain/ports/service-messages.js'
import type { BrowserSession, Participation } from '../domain/session.js'
import { joinedBy, nameKeyOf, takesPart } from '../sessions/session-names.js'
import { asItIsNow, changeSession } from '../sessions/session-policy.js'
import type { LoginPorts } from './kit/login-ports.js'

/** What single logout has to tell a service of this answer. `until`: the SessionNotOnOrAfter in it. */
export interface Taken extends Pick<DeliveredAnswer, 'nameId' | 'nameIdFormat' | 'sessionIndex'> {
  readonly until: Participation['until']
}

/**
 * Notes in the session what single logout has to tell this service. The session may have been renewed under another id;
 * one that ended meanwhile stays ended. False: it has ended, or does not hold the note; then no answer may leave.
 */
export function takePart(
  login: AnsweringLogin,
  { nameId, nameIdFormat, sessionIndex, until }: Taken,
  session: BrowserSession,
  ports: LoginPorts,
): Promise<boolean> {
  const { service, child } = login.requirements
  const nameKey = nameKeyOf(ports.digest, service, nameId)
  const asked = { service, ...(child !== undefined && { child }) }
  const named = { nameId, nameIdFormat, sessionIndex, nameKey }
  const part = { ...asked, login: login.id, ...named, since: ports.clock.now(), ...(until !== undefined && { until }) }
  return noted(part, session, ports)
}

async function noted(part: Participation, session: BrowserSession, ports: LoginPorts): Promise<boolean> {
  const joined = (current: BrowserSession): BrowserSession | null =>
    takesPart(current, part) ? null : { ...current, participations: joinedBy(current, part) }
  if (await changeSession(session, joined, ports)) return true
  // Also where it took part already: a logout may have ended the session since it was read.
  const current = await asItIsNow(session.id, ports)
  if (!current) return false
  if (takesPart(current, part)) return true
  return current.id !== session.id && noted(part, current, ports)
}
