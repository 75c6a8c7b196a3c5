import {
  mayBeToldAgain,
  TELLING_LEASE,
  untold,
  wasLeft,
  withParts,
  type Logout,
  type LogoutPart,
  type LogoutState,
} from '../domain/logout.js'
import type { LogoutPorts } from './logout-ports.js'
import { LOOKED_AT_AFTER } from './prepare-logout.js'
import { noteState, REQUEST_PLACE } from './tell-services.js'

type Told = ReadonlyMap<LogoutPart['requestId'], LogoutState>

/**
 * Takes over a logout whose services of the back channel another instance has left untold; null: there is nothing to take
 * over, or somebody else did. Each gets a request of a new ID, since the one before may have reached it. Where several have
 * failed at it, it is given up instead: a service that can be told through the browser is left to it, of the others nobody
 * knows anything.
 */
export async function takeOver(logout: Logout, ports: LogoutPorts): Promise<Logout | null> {
  const now = ports.clock.now()
  if (!wasLeft(logout, now)) return null
  if (!mayBeToldAgain(logout)) return giveUp(logout, ports)
  const open = new Set(untold(logout))
  const renewed = withParts(logout, (part) => (open.has(part) ? { ...part, requestId: newId(logout, ports) } : part))
  const next = { ...renewed, tellUntil: now + TELLING_LEASE, tellings: logout.tellings + 1 }
  if (!(await ports.logouts.replace(next))) return null
  await ports.untoldLogouts.note(logout.id, LOOKED_AT_AFTER)
  return next
}

async function giveUp(logout: Logout, ports: LogoutPorts): Promise<Logout | null> {
  const silent: Told = new Map(untold(logout).map(({ requestId }) => [requestId, 'asked']))
  const next = withParts(logout, (part) => afterTelling(part, silent, logout, ports))
  if (!(await ports.logouts.replace(next))) return null
  for (const part of next.parts) if (silent.has(part.requestId)) noteState(part, ports)
  return next
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
  await ports.untoldLogouts.forget(logout.id)
}

/**
 * Tells them likewise and says what became of each service, also where that cannot be noted: then another instance tells
 * them once more.
 */
export async function tellAll(logout: Logout, ports: LogoutPorts): Promise<readonly LogoutPart[]> {
  const told = new Map<LogoutPart['requestId'], LogoutState>()
  await Promise.all(untold(logout).map(async (part) => told.set(part.requestId, await ports.messages.tell(part))))
  try {
    await note(logout.id, told, ports)
    await ports.untoldLogouts.forget(logout.id)
  } catch (error) {
    ports.log.error('logout.failed', { detail: String(error) })
  }
  return logout.parts.map((part) => ({ ...part, state: told.get(part.requestId) ?? part.state }))
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
  const isTried = state === 'asked' && part.way === 'soap' && part.session === undefined
  const way = isTried ? ports.messages.wayThroughBrowser(ports.registry.find(part.service)) : null
  return way ? { ...part, way, state: 'waiting', requestId: newId(logout, ports) } : { ...part, state }
}

const newId = ({ id }: Logout, { requestIds }: Pick<LogoutPorts, 'requestIds'>): string =>
  `_${requestIds.seal(REQUEST_PLACE, id)}`
