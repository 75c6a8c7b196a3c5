import { CLOCKS_APART } from '../domain/instant.js'
import { BrokerError } from '../domain/error-catalogue.js'
import type { EntityId, SessionId } from '../domain/ids.js'
import {
  LOGOUT_LIFETIME,
  TELLING_LEASE,
  untold,
  goingOn,
  type Logout,
  type LogoutAsker,
  type LogoutPart,
} from '../domain/logout.js'
import type { BrowserSession } from '../domain/session.js'
import { browserKeyOf } from './logout-keys.js'
import type { LogoutPorts } from './logout-ports.js'
import { partsOf } from './tell-services.js'
import { noteUnderWay, type KnownAs } from './under-way.js'

/** Whose logout it is, as it is known before anybody's session has ended. */
export interface LogoutOf {
  readonly id: string
  /** Of its browser's cookie; null: no browser goes on in it. */
  readonly secret: string | null
  /** The service that asks for it; null: none does. */
  readonly askedBy: EntityId | null
  /** Where that gets its answer through the browser. */
  readonly asker?: LogoutAsker
  /** What services know the sessions by that are to end. */
  readonly names: readonly KnownAs[]
}

/** A logout that is stored, of sessions that may not have ended yet. */
export interface PreparedLogout {
  readonly of: LogoutOf
  /** Null: no service is to be told. */
  readonly stored: Logout | null
  /** False: an earlier try has stored it. */
  readonly isNew: boolean
}

/** So long after it was begun somebody else looks at what is left of it. */
export const LOOKED_AT_AFTER = TELLING_LEASE + CLOCKS_APART

/**
 * Stores whom to tell of the end of these sessions, before they end: whatever fails from here on, this instance included,
 * the services are known. `isAgain`: an earlier try may have stored it under the same id. Throws where the store does not
 * answer; then nothing has ended.
 */
export async function prepareLogout(
  sessions: readonly BrowserSession[],
  of: LogoutOf,
  ports: LogoutPorts,
  { isAgain = false } = {},
): Promise<PreparedLogout> {
  const earlier = isAgain ? await ports.logouts.find(of.id) : null
  if (earlier) return { of, stored: earlier, isNew: false }
  const parts = partsOf(sessions, whose(of), ports)
  if (parts.length === 0) return { of, stored: null, isNew: true }
  await ports.untoldLogouts.note(of.id, LOOKED_AT_AFTER)
  const ending = sessions.map(({ id }) => id)
  const prepared = await created({ ...newLogout(of, parts, ports), ending }, of, ports)
  await noteUnderWay(of.names, of.id, ports)
  return prepared
}

export const newLogout = (
  { id, secret, asker }: LogoutOf,
  parts: readonly LogoutPart[],
  ports: Pick<LogoutPorts, 'clock' | 'digest'>,
): Logout => {
  const now = ports.clock.now()
  return {
    id,
    browserKey: secret === null ? '' : browserKeyOf(ports, secret),
    parts,
    asker: asker ?? null,
    answered: null,
    tellUntil: now + TELLING_LEASE,
    tellings: 0,
    version: 1,
    keepUntil: now + LOGOUT_LIFETIME,
  }
}

export const whose = ({ id, secret, askedBy }: LogoutOf) => ({
  asker: askedBy,
  isOfBrowser: secret !== null && askedBy === null,
  logout: id,
})

/** Two presses of one button store the same logout. */
async function created(
  logout: Logout,
  of: LogoutOf,
  { logouts }: Pick<LogoutPorts, 'logouts'>,
): Promise<PreparedLogout> {
  try {
    await logouts.create(logout)
    return { of, stored: logout, isNew: true }
  } catch (error) {
    const isTaken = error instanceof BrokerError && error.code === 'internal'
    const stored = isTaken ? await logouts.find(logout.id) : null
    if (!stored) throw error
    return { of, stored, isNew: false }
  }
}

/** Nothing has ended by it after all: whoever was faster tells the services. What fails here costs a second telling at most. */
export async function dropPrepared({ stored, isNew }: PreparedLogout, ports: LogoutPorts): Promise<void> {
  if (!stored || !isNew) return
  const dropped = { ...goingOn(stored), version: stored.version + 1, parts: [] }
  const isDropped = await ports.logouts.replace(dropped).catch(() => false)
  if (isDropped) await ports.untoldLogouts.forget(stored.id).catch(() => undefined)
}

/**
 * A prepared logout whose sessions have ended though nobody went on in it, as one that goes on; null: a session has not
 * ended. One that goes on already comes back as it is.
 */
export async function goOnPrepared(
  logout: Logout,
  ports: LogoutPorts,
  telling: { begin(logout: Logout): void },
): Promise<Logout | null> {
  if (!logout.ending) return logout
  // check: nobody-is-told-of-a-session-that-has-not-ended
  if ((await stillThere(logout.ending, ports)).length > 0) return null
  const now = ports.clock.now()
  const next = {
    ...goingOn(logout),
    ...(logout.asker && { ended: [...(logout.ended ?? []), ...logout.ending] }),
    version: logout.version + 1,
    tellUntil: now + TELLING_LEASE,
    tellings: logout.tellings + 1,
  }
  if (await ports.logouts.replace(next)) {
    if (untold(next).length > 0) telling.begin(next)
    return next
  }
  const stored = await ports.logouts.find(logout.id)
  return stored && goOnPrepared(stored, ports, telling)
}

/** Those of these sessions that are stored, also where another tab has renewed one this moment. */
export async function stillThere(
  ids: readonly SessionId[],
  { sessions }: Pick<LogoutPorts, 'sessions'>,
): Promise<readonly SessionId[]> {
  const isThere = async (id: SessionId): Promise<boolean> => {
    if (await sessions.findLeft(id)) return true
    const renewed = await sessions.renewedAs(id)
    return renewed !== null && isThere(renewed)
  }
  const there = await Promise.all(ids.map(isThere))
  return ids.filter((_, at) => there[at])
}
