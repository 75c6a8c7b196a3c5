import { type LoginId, type SessionId, entityId, type EntityId } from '../../domain/ids.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { LoginPorts } from './login-ports.js'

/** What a browser shows of itself at one login: the secrets in its cookies, null for a cookie that it lacks. */
export interface Browser {
  readonly loginSecret: string | null
  readonly sessionSecret: string | null
}

/** Stores keep digests of cookie secrets, so that somebody who reads the store cannot take over a browser. */
export const browserKeyOf = (digest: KeyedDigest, secret: string): string => digest.digest('login-cookie', secret)

/** The hidden token of every form: bound to the login, its browser, and the session at the time the page was made. */
export const formTokenOf = (
  digest: KeyedDigest,
  login: LoginId,
  browserKey: string,
  session: SessionId | null,
  // check: the-form-token-is-of-the-session
  // check: the-form-token-is-of-the-login
): string => digest.digest('form-token', `${login} ${browserKey} ${session ?? '-'}`)

type SecretPorts = Pick<LoginPorts, 'random' | 'starts'>

/**
 * A new secret for a login's cookie. After its random part it holds, sealed, the service that asked, so that the
 * browser can be told the name of its portal even when nothing of the login is stored any more.
 */
export const newLoginSecret = (id: LoginId, service: EntityId, { random, starts }: SecretPorts): string =>
  `${random.secret()}.${starts.seal(placeOf(id), service)}`

/**
 * The service that asked for a login, read from the secret of its cookie; null if the secret holds none sealed by us.
 */
export function serviceOfSecret(id: LoginId, secret: string, { starts }: Pick<LoginPorts, 'starts'>): EntityId | null {
  const sealed = secret.slice(secret.indexOf('.') + 1)
  const service = starts.open(placeOf(id), sealed)
  return service === null ? null : entityId(service)
}

// check: a-cookie-names-the-portal-of-its-login-alone
const placeOf = (id: LoginId): string => `service of login ${id}`
