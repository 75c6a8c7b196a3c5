import {
  TELLING_LEASE,
  untold,
  wasLeft,
  withParts,
  type Logout,
  type LogoutPart,
  type LogoutState,
} from '../domain/logout.js'
import type { LogoutPorts } from './logout-ports.js'
import { noteState, REQUEST_PLACE } from './tell-services.js'

type Told = ReadonlyMap<LogoutPart['requestId'], LogoutState>

/**
 * Takes over a logout whose services of the back channel another instance has left untold; null: there is nothing to take
 * over, or somebody else did. Each gets a request of a new ID, since the one before may have reached it.
 */
export async function takeOver(logout: Logout, ports: LogoutPorts): Promise<Logout | null> {
  const now = ports.clock.now()
  if (!wasLeft(logout, now)) return null
  const open = new Set(untold(logout))
  const renewed = withParts(logout, (part) => (open.has(part) ? { ...part, requestId: newId(logout, ports) } : part))
  const next = { ...renewed, tellUntil: now + TELLING_LEASE, tellings: logout.tellings + 1 }
  return (await ports.logouts.replace(next)) ? next : null
}

/**
 * Tells every service of the back channel, all at once, and notes in the store what each says, as it comes. A service that is
 * silent is left for the browser, where it has an address for that. Throws where the store does not answer.
 */
export async function tellStored(logout: Logout, ports: LogoutPorts): Promise<void> {
  const told = new Map<LogoutPart['requestId'], LogoutState>()
  let noting = Promise.resolve()
  await Promise.all(
    untold(logout).map(async (part) => {
      told.set(part.requestId, await ports.messages.tell(part))
      // One after the other: what came meanwhile is noted along, and so is what could not be noted before.
      noting = noting.catch(() => undefined).then(() => noteTaken(logout.id, told, ports))
    }),
  )
  await noting.catch(() => undefined)
  await noteTaken(logout.id, told, ports)
}

async function noteTaken(
  id: string,
  told: Map<LogoutPart['requestId'], LogoutState>,
  ports: LogoutPorts,
): Promise<void> {
  const batch = taken(told)
  try {
    await note(id, batch, ports)
  } catch (error) {
    for (const [requestId, state] of batch) told.set(requestId, state)
    throw error
  }
}

function taken(told: Map<LogoutPart['requestId'], LogoutState>): Told {
  const all = new Map(told)
  told.clear()
  return all
}

/** How often it is noted, where steps of the browser come in between. */
const TRIES = 20

async function note(id: string, told: Told, ports: LogoutPorts): Promise<void> {
  for (let tried = 0; told.size > 0 && tried < TRIES; tried += 1) {
    const logout = await ports.logouts.find(id)
    const concerned = logout?.parts.filter((part) => told.has(part.requestId)) ?? []
    if (!logout || concerned.length === 0) return
    const after = new Map(concerned.map((part) => [part, afterTelling(part, told, logout, ports)]))
    if (!(await ports.logouts.replace(withParts(logout, (part) => after.get(part) ?? part)))) continue
    for (const part of after.values()) if (part.state !== 'waiting') noteState(part, ports)
    return
  }
}

function afterTelling(part: LogoutPart, told: Told, logout: Logout, ports: LogoutPorts): LogoutPart {
  const state = told.get(part.requestId) ?? part.state
  // What is not known to be of this browser's session is not led through it.
  const isTried = state === 'asked' && part.session === undefined
  const way = isTried ? ports.messages.wayThroughBrowser(ports.registry.find(part.service)) : null
  return way ? { ...part, way, state: 'waiting', requestId: newId(logout, ports) } : { ...part, state }
}

const newId = ({ id }: Logout, { requestIds }: Pick<LogoutPorts, 'requestIds'>): string =>
  `_${requestIds.seal(REQUEST_PLACE, id)}`
