import { BrokerError } from '../domain/error-catalogue.js'
import type { SessionId } from '../domain/ids.js'
import {
  goingOn,
  TELLING_LEASE,
  untold,
  type Carried,
  type Logout,
  type LogoutAsker,
  type LogoutPart,
} from '../domain/logout.js'
import type { BrowserSession } from '../domain/session.js'
import { tellAll } from './back-channel.js'
import type { LogoutPorts } from './logout-ports.js'
import {
  dropPrepared,
  LOOKED_AT_AFTER,
  newLogout,
  prepareLogout,
  whose,
  type LogoutOf,
  type PreparedLogout,
} from './prepare-logout.js'
import { noteState, partsOf } from './tell-services.js'
import type { Telling } from './telling.js'

/** What is known of a logout once its sessions have ended. */
export interface Begun {
  readonly asker: LogoutAsker | null
  /** The answer to the asker, where nobody else has to be told. */
  readonly answer?: Carried | null
  /** The sessions that a service has ended by it. */
  readonly ended?: readonly SessionId[]
}

/**
 * Goes on in a prepared logout, whose sessions have ended, for the browser at work, and begins to tell: a reload, and the end
 * of this instance, lose nothing of it. Throws where the store does not answer; the services are told all the same.
 */
export async function beginForBrowser(
  prepared: PreparedLogout,
  ended: readonly BrowserSession[],
  begun: Begun,
  ports: LogoutPorts,
  telling: Pick<Telling, 'begin'>,
): Promise<Logout> {
  let next = begunFrom(prepared.stored, prepared, ended, begun, ports)
  try {
    next = await keep(next, prepared, ended, begun, ports)
    return next
  } finally {
    telling.begin(next)
  }
}

/**
 * The same of a logout in which no browser goes on: tells its services by the back channel and says what became of each of
 * them. Throws where the store does not answer before anybody is told; another instance then tells them.
 */
export async function beginWithoutBrowser(
  prepared: PreparedLogout,
  ended: readonly BrowserSession[],
  ports: LogoutPorts,
): Promise<readonly LogoutPart[]> {
  const first = begunFrom(prepared.stored, prepared, ended, { asker: null }, ports)
  if (first.parts.length === 0) {
    await dropPrepared(prepared, ports)
    return []
  }
  return tellAll(await keep(first, prepared, ended, { asker: null }, ports), ports)
}

/**
 * Ends sessions that no browser is at hand of, by `end`, which gives those that it has ended. Their services are told
 * afterwards, beside whoever asked for it: `tells` is handed that work.
 */
export async function endWithoutBrowser(
  sessions: readonly BrowserSession[],
  end: () => Promise<readonly BrowserSession[]>,
  ports: LogoutPorts,
  tells: (work: Promise<unknown>) => void,
): Promise<readonly BrowserSession[]> {
  const of: LogoutOf = { id: ports.random.id(), secret: null, askedBy: null, names: [] }
  const prepared = await prepareLogout(sessions, of, ports)
  const ended = await end()
  if (prepared.stored || ended.some(({ participations }) => participations.length > 0)) {
    tells(beginWithoutBrowser(prepared, ended, ports))
  }
  return ended
}

/** How often it is stored, where somebody else goes on in it at the same time. */
const TRIES = 10

async function keep(
  first: Logout,
  prepared: PreparedLogout,
  ended: readonly BrowserSession[],
  begun: Begun,
  ports: LogoutPorts,
): Promise<Logout> {
  const { of, stored } = prepared
  for (let tried = 0, next = first; tried < TRIES; tried += 1) {
    if (await stores(next, stored !== null || tried > 0, ports)) {
      const before = new Set(stored?.parts.map(keyOf))
      const isFresh = (part: LogoutPart): boolean => prepared.isNew || !before.has(keyOf(part))
      for (const part of next.parts) if (part.state === 'unsupported' && isFresh(part)) noteState(part, ports)
      ports.log.info('logout.begun', { service: of.askedBy, count: ended.length, services: next.parts.length })
      return next
    }
    const held = await ports.logouts.find(of.id)
    if (!held) break
    next = begunFrom(held, prepared, ended, begun, ports)
  }
  throw new BrokerError('unavailable', 'a logout that is always another')
}

async function stores(next: Logout, isThere: boolean, { logouts, untoldLogouts }: LogoutPorts): Promise<boolean> {
  if (isThere) return logouts.replace(next)
  if (untold(next).length > 0) await untoldLogouts.note(next.id, LOOKED_AT_AFTER)
  await logouts.create(next)
  return true
}

/**
 * The next version of what is stored, as one whose sessions have ended. Of a new one only services of sessions that it has
 * ended itself are told: those of others are told by whoever was faster.
 */
function begunFrom(
  held: Logout | null,
  { of, stored, isNew }: PreparedLogout,
  ended: readonly BrowserSession[],
  { asker, answer = null, ended: sessions }: Begun,
  ports: LogoutPorts,
): Logout {
  const now = ports.clock.now()
  const known = new Map(held?.parts.map((part) => [keyOf(part), part]))
  const told = partsOf(ended, whose(of), ports).map((part) => asKnown(part, known.get(keyOf(part))))
  const keys = new Set(told.map(keyOf))
  // check: services-of-a-logout-that-broke-off-are-told
  const left = isNew && held === stored ? [] : (held?.parts ?? []).filter((part) => !keys.has(keyOf(part)))
  const base = goingOn(held ?? newLogout(of, [], ports))
  return {
    ...base,
    parts: [...left, ...told],
    ...(sessions && { ended: sessions }),
    asker,
    answered: answer && { carried: answer, at: now },
    tellUntil: now + TELLING_LEASE,
    tellings: base.tellings + 1,
    version: held ? held.version + 1 : 1,
  }
}

const keyOf = ({ service, nameId, nameIdFormat, sessionIndex }: LogoutPart): string =>
  JSON.stringify([service, nameId, nameIdFormat, sessionIndex])

/** What is known of a service already stays; the session may have another id by now. */
const asKnown = (part: LogoutPart, known: LogoutPart | undefined): LogoutPart =>
  known ? { ...part, requestId: known.requestId, way: known.way, state: known.state } : part
