import { askerOf } from '../domain/requirements.js'
import type { AnsweringLogin } from '../domain/login.js'
import type { DeliveredAnswer } from '../domain/ports/service-messages.js'
import type { BrowserSession } from '../domain/session.js'
import { nameKeyOf, takesPart } from '../sessions/session-names.js'
import { asItIsNow, changeSession } from '../sessions/session-policy.js'
import type { LoginPorts } from './kit/login-ports.js'

/**
 * Notes in the session what single logout has to tell this service. The session may have been renewed under another id;
 * one that ended meanwhile stays ended.
 */
export async function takePart(
  login: AnsweringLogin,
  delivered: DeliveredAnswer,
  session: BrowserSession,
  ports: LoginPorts,
): Promise<void> {
  const { service, child } = login.requirements
  const { nameId, nameIdFormat, sessionIndex } = delivered
  const nameKey = nameKeyOf(ports.digest, service, nameId)
  const asked = { service, ...(child !== undefined && { child }) }
  const part = { ...asked, login: login.id, nameId, nameIdFormat, sessionIndex, nameKey, since: ports.clock.now() }
  const joined = (current: BrowserSession): BrowserSession | null => {
    const others = current.participations.filter((each) => askerOf(each) !== askerOf(part))
    return takesPart(current, part) ? null : { ...current, participations: [...others, part] }
  }
  if (takesPart(session, part) || (await changeSession(session, joined, ports))) return
  const current = await asItIsNow(session.id, ports)
  if (current && current.id !== session.id) await takePart(login, delivered, current, ports)
}
