import { BrokerError } from '../domain/error-catalogue.js'
import type { EntityId } from '../domain/ids.js'
import { nextPart, withState, type Carried, type Logout, type LogoutPart, type LogoutState } from '../domain/logout.js'
import type { AnsweredLogout } from '../domain/ports/logout-messages.js'
import type { LogoutPorts } from './logout-ports.js'
import { noteState, REQUEST_PLACE } from './tell-services.js'

/** A request of ours on its way. */
export interface AskedNext {
  readonly carried: Carried
  readonly to: EntityId
}

/**
 * Our request to the next service of the browser, which from now on is not waited for: whoever comes back without its
 * answer goes on to the one after it. Null: there is none left.
 */
export async function askNext(logout: Logout, ports: LogoutPorts): Promise<AskedNext | null> {
  let current: Logout | null = logout
  while (current) {
    const part = nextPart(current)
    if (!part) return null
    const request = await ports.messages.request(part).catch(gone)
    const next = withState(current, part.requestId, request ? 'asked' : 'unsupported')
    const isFirst = await ports.logouts.replace(next)
    if (isFirst && !request) noteState({ ...part, state: 'unsupported' }, ports)
    if (isFirst && request) return { carried: request, to: part.service }
    // Another press was faster, or the service has no address any more.
    current = isFirst ? next : await ports.logouts.find(logout.id)
  }
  return null
}

/** A service that is gone meanwhile, or its address: it cannot be told. */
function gone(error: unknown): null {
  if (error instanceof BrokerError && error.code === 'saml-service-disabled') return null
  throw error
}

/** Notes what a service answers. Throws `saml-logout-answer` where nothing was asked of it, and says so no more. */
export async function takeAnswer(answered: AnsweredLogout, ports: LogoutPorts): Promise<Logout> {
  const id = ports.requestIds.open(REQUEST_PLACE, answered.inResponseTo.slice(1))
  for (let tried = 0; id !== null && tried < TRIES; tried += 1) {
    const logout = await ports.logouts.find(id)
    const part = logout && partAnswered(logout, answered)
    if (!part) break
    // The same answer again, as by a reload: it is known.
    if (part.state !== 'asked') return logout
    const state: LogoutState = answered.isDone ? 'done' : 'failed'
    const next = withState(logout, part.requestId, state)
    if (await ports.logouts.replace(next)) {
      noteState({ ...part, state }, ports)
      return next
    }
  }
  throw new BrokerError('saml-logout-answer', null, { service: answered.service })
}

/** How often an answer is noted, where other answers come in between. */
const TRIES = 10

const partAnswered = ({ parts }: Logout, { service, inResponseTo }: AnsweredLogout): LogoutPart | undefined =>
  // check: a-logout-is-answered-by-the-one-asked
  parts.find((part) => part.requestId === inResponseTo && part.service === service && part.state !== 'waiting')
