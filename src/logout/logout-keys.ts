import type { AskedLogout } from '../domain/ports/logout-messages.js'
import type { LogoutPorts } from './logout-ports.js'

/** What lies in the cookie of a logout, and what it is known by in addresses. */
export interface LogoutKey {
  readonly id: string
  readonly secret: string
}

type Needed = Pick<LogoutPorts, 'digest'>

export const browserKeyOf = ({ digest }: Needed, secret: string): string => digest.digest('logout-cookie', secret)

/**
 * The key of the logout that ends the session of this cookie: the same however often the browser sends its form, so that the
 * second press of a double click leads where the first one does.
 */
export const logoutKeyOf = (sessionSecret: string, { digest }: Needed): LogoutKey =>
  keyOf(digest.digest('logout-of-session', sessionSecret), digest)

/** The key of the logout that a service asks for: the same for the same bytes, so that they go on in it where it broke off. */
export const logoutKeyOfRequest = (
  { service, requestId, fingerprint }: Pick<AskedLogout, 'service' | 'requestId' | 'fingerprint'>,
  { digest }: Needed,
): LogoutKey => keyOf(digest.digest('logout-of-request', JSON.stringify([service, requestId, fingerprint])), digest)

const keyOf = (secret: string, digest: LogoutPorts['digest']): LogoutKey => ({
  id: digest.digest('logout-id', secret),
  secret,
})
