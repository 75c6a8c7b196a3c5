import type { EntityId, SessionId } from '../domain/ids.js'
import {
  LOGOUT_LIFETIME,
  TELLING_LEASE,
  type Carried,
  type Logout,
  type LogoutAsker,
  type LogoutPart,
} from '../domain/logout.js'
import type { BrowserSession } from '../domain/session.js'
import type { LogoutPorts } from './logout-ports.js'
import { noteState, partsOf, tellByBackChannel } from './tell-services.js'
import type { Telling } from './telling.js'
import { noteUnderWay, type KnownAs } from './under-way.js'

/** A logout whose sessions have ended, with its services. */
export interface BegunLogout {
  readonly id: string
  readonly parts: readonly LogoutPart[]
  readonly ended: readonly SessionId[]
}

/** What lies in the cookie of a logout, and what it is known by in addresses. */
export interface LogoutKey {
  readonly id: string
  readonly secret: string
}

/**
 * Begins a logout that no browser goes on in: tells the services of sessions that have ended by the back channel, and
 * says what became of each. `asker` is the one that knows already.
 */
export async function beginLogout(
  ended: readonly BrowserSession[],
  asker: EntityId | null,
  ports: LogoutPorts,
): Promise<BegunLogout> {
  const logout = begun(ports.random.id(), ended, asker, ports)
  return { ...logout, parts: await tellByBackChannel(logout.parts, ports) }
}

/** The services of sessions that have ended. Nobody is told yet. */
export function begun(
  id: string,
  ended: readonly BrowserSession[],
  asker: EntityId | null,
  ports: LogoutPorts,
): BegunLogout {
  const parts = partsOf(ended, { asker, logout: id }, ports)
  ports.log.info('logout.begun', { service: asker, count: ended.length, services: parts.length })
  return { id, parts, ended: ended.map((session) => session.id) }
}

/**
 * Stores a logout for the browser that goes on in it, before anybody is told, and begins to tell: a reload, and the end of
 * this instance, lose nothing of it. Throws where the store does not answer; the services are told all the same.
 */
export async function keepForBrowser(
  { id, parts, ended }: BegunLogout,
  { secret, asker, names, answer = null }: KeptFor,
  ports: LogoutPorts,
  telling: Pick<Telling, 'begin'>,
): Promise<Logout> {
  const now = ports.clock.now()
  const logout: Logout = {
    id,
    browserKey: browserKeyOf(ports, secret),
    parts,
    ...(asker && { ended }),
    asker,
    answered: answer && { carried: answer, at: now },
    tellUntil: now + TELLING_LEASE,
    tellings: 1,
    version: 1,
    keepUntil: now + LOGOUT_LIFETIME,
  }
  for (const part of parts) if (part.state === 'unsupported') noteState(part, ports)
  try {
    await ports.logouts.create(logout)
    await noteUnderWay(names, id, ports)
  } finally {
    telling.begin(logout)
  }
  return logout
}

interface KeptFor {
  /** Of its cookie. */
  readonly secret: string
  readonly asker: LogoutAsker | null
  /** What services know the sessions by that have ended. */
  readonly names: readonly KnownAs[]
  /** The answer to the asker, where nobody else has to be told. */
  readonly answer?: Carried | null
}

export const browserKeyOf = ({ digest }: Pick<LogoutPorts, 'digest'>, secret: string): string =>
  digest.digest('logout-cookie', secret)

/** The key of a logout that a service asks for. */
export const newLogoutKey = ({ random }: Pick<LogoutPorts, 'random'>): LogoutKey => ({
  id: random.id(),
  secret: random.secret(),
})

/**
 * The key of the logout that ends the session of this cookie: the same however often the browser sends its form, so that the
 * second press of a double click leads where the first one does.
 */
export function logoutKeyOf(sessionSecret: string, { digest }: Pick<LogoutPorts, 'digest'>): LogoutKey {
  const secret = digest.digest('logout-of-session', sessionSecret)
  return { id: digest.digest('logout-id', secret), secret }
}
