import { entityId, type EntityId, type LoginId } from '../../domain/ids.js'
import type { LoginPorts } from './login-ports.js'

type SecretPorts = Pick<LoginPorts, 'random' | 'starts'>

/**
 * A new secret for a login's cookie. Behind its random part it holds, sealed, the service that asked: so the browser
 * can still be told the name of its portal when nothing is kept of the login any more. The whole of it is the secret.
 */
export const newLoginSecret = (id: LoginId, service: EntityId, { random, starts }: SecretPorts): string =>
  `${random.secret()}.${starts.seal(placeOf(id), service)}`

/** The service that asked for a login, from the secret of its cookie; null for one that holds none of ours. */
export function serviceOfSecret(id: LoginId, secret: string, { starts }: Pick<LoginPorts, 'starts'>): EntityId | null {
  const sealed = secret.slice(secret.indexOf('.') + 1)
  const service = starts.open(placeOf(id), sealed)
  return service === null ? null : entityId(service)
}

// check: a-cookie-names-the-portal-of-its-login-alone
const placeOf = (id: LoginId): string => `service of login ${id}`
