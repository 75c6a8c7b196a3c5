import { untold, type Logout } from '../domain/logout.js'
import { takeOver, tellStored } from './back-channel.js'
import type { LogoutPorts } from './logout-ports.js'
import { LOOKED_AT_AFTER, stillThere } from './prepare-logout.js'

/** How many are gone on with at once; each waits for the slowest of its services. */
const AT_ONCE = 20

/**
 * Goes on with the logouts in which services of the back channel were left untold: their instance is gone, and nobody shows
 * them again. One that fails keeps no other from it.
 */
export async function goOnWithLeft(ports: LogoutPorts, signal: AbortSignal): Promise<void> {
  for (;;) {
    const ids = await ports.untoldLogouts.due(AT_ONCE)
    await Promise.all(ids.map((id) => goOnWith(id, ports).catch((error: unknown) => later(id, error, ports))))
    if (ids.length < AT_ONCE || signal.aborted) return
  }
}

async function later(id: string, error: unknown, { untoldLogouts, log }: LogoutPorts): Promise<void> {
  log.error('logout.failed', { detail: String(error) })
  await untoldLogouts.note(id, LOOKED_AT_AFTER)
}

async function goOnWith(id: string, ports: LogoutPorts): Promise<void> {
  const found = await ports.logouts.find(id)
  const logout = found && (await ofThoseThatEnded(found, ports))
  if (!logout || untold(logout).length === 0) return ports.untoldLogouts.forget(id)
  const taken = await takeOver(logout, ports)
  // Another instance is at it still, or again.
  if (!taken) return ports.untoldLogouts.note(id, LOOKED_AT_AFTER)
  await tellStored(taken, ports)
}

/**
 * The services of a logout that was prepared, but for those of sessions that have not ended: of these nobody may be told,
 * and whoever ends them in the end adds them again. Null: none has ended.
 */
async function ofThoseThatEnded(logout: Logout, ports: LogoutPorts): Promise<Logout | null> {
  if (!logout.ending || logout.ending.length === 0) return logout
  const there = await stillThere(logout.ending, ports)
  // check: a-logout-that-is-left-tells-of-sessions-that-have-ended-alone
  if (there.length === logout.ending.length) return null
  const parts = logout.parts.filter(({ session }) => session === undefined || !there.includes(session))
  const ended = logout.ending.filter((id) => !there.includes(id))
  return { ...logout, ...(logout.asker && { ended }), ending: [], parts }
}
