import type { Request } from 'express'
import { loginId, type EntityId } from '../../domain/ids.js'
import { loginCookie } from '../../http/cookies.js'
import type { LoginContext } from '../kit/login-context.js'
import { requestOfSecret } from '../kit/kept-request.js'

/**
 * The service of the login that a request's address names. The login's cookie tells it, so it is known even if the
 * store does not answer or holds nothing of the login. Null for any other address.
 */
export function serviceOfAddress(request: Request, { deps, cookies }: LoginContext): EntityId | null {
  const id = loginId(/^\/login\/([\w-]+)/.exec(request.path)?.[1] ?? '')
  const secret = cookies.read(request, loginCookie(id))
  return (secret !== null && requestOfSecret(id, secret, deps.flow)?.service) || null
}
