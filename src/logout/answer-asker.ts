import { BrokerError } from '../domain/error-catalogue.js'
import { minutes, type Duration, type Instant } from '../domain/instant.js'
import { isEverywhere, type Carried, type Logout, type LogoutAsker } from '../domain/logout.js'
import type { LogoutResult } from '../domain/ports/logout-messages.js'
import type { LogoutPorts } from './logout-ports.js'

/** How long the answer can leave again: for a reload, or whoever comes back at once (as the answer of a login). */
export const ANSWER_KEPT: Duration = minutes(2)

/** How often it is stored, where states come in between. */
const TRIES = 20

type Needed = Pick<LogoutPorts, 'messages' | 'logouts' | 'clock'>

/**
 * The answer to the service that asked for a logout. It is made once; afterwards the same one leaves for moments. Null:
 * nobody asked, the service has no address for it any more, or it has its answer since long.
 */
export async function answerAsker(logout: Logout, ports: Needed): Promise<Carried | null> {
  let current: Logout | null = logout
  for (let tried = 0; current?.asker && tried < TRIES; tried += 1) {
    const now = ports.clock.now()
    // check: a-logout-is-answered-once
    if (current.answered) return mayBeAnswered(current, now) ? current.answered.carried : null
    const carried = await ports.messages.answer(current.asker, resultOf(current.asker, current.parts))
    if (!carried) return null
    const next: Logout = { ...current, version: current.version + 1, answered: { carried, at: now } }
    if (await ports.logouts.replace(next)) return carried
    current = await ports.logouts.find(logout.id)
  }
  if (current?.asker) throw new BrokerError('unavailable', 'a logout that is always another')
  return null
}

/** True until its answer has left, and for moments after that. */
export const mayBeAnswered = ({ answered }: Pick<Logout, 'answered'>, now: Instant): boolean =>
  answered === null || now - answered.at <= ANSWER_KEPT

/** What the service that asked is told, by what became of the others. */
export const resultOf = (
  { namedNobody, leftUntold }: Pick<LogoutAsker, 'namedNobody' | 'leftUntold'>,
  parts: Logout['parts'],
): LogoutResult =>
  namedNobody ? 'not-understood' : isEverywhere(parts) && leftUntold === undefined ? 'everywhere' : 'not-everywhere'
