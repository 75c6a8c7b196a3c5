import type { EntityId } from '../domain/ids.js'
import { LOGOUT_LIFETIME, type Logout, type LogoutAsker, type LogoutPart } from '../domain/logout.js'
import type { BrowserSession } from '../domain/session.js'
import type { LogoutPorts } from './logout-ports.js'
import { partsOf, tellByBackChannel } from './tell-services.js'

/** A logout whose sessions have ended, with what became of the services that the broker tells itself. */
export interface BegunLogout {
  readonly id: string
  readonly parts: readonly LogoutPart[]
}

/** Tells the services of sessions that have ended; `asker` is the one that knows already. */
export async function beginLogout(
  ended: readonly BrowserSession[],
  asker: EntityId | null,
  ports: LogoutPorts,
): Promise<BegunLogout> {
  const id = ports.random.id()
  const parts = await tellByBackChannel(partsOf(ended, { asker, logout: id }, ports), ports)
  ports.log.info('logout.begun', { service: asker, count: ended.length, services: parts.length })
  return { id, parts }
}

/** Keeps a logout for the browser that goes on in it; returns the secret of its cookie. */
export async function keepForBrowser(
  { id, parts }: BegunLogout,
  asker: LogoutAsker | null,
  ports: Pick<LogoutPorts, 'random' | 'digest' | 'logouts' | 'clock'>,
): Promise<string> {
  const secret = ports.random.secret()
  const browserKey = browserKeyOf(ports, secret)
  const keepUntil = ports.clock.now() + LOGOUT_LIFETIME
  const logout: Logout = { id, browserKey, parts, asker, version: 1, keepUntil }
  await ports.logouts.create(logout)
  return secret
}

export const browserKeyOf = ({ digest }: Pick<LogoutPorts, 'digest'>, secret: string): string =>
  digest.digest('logout-cookie', secret)
