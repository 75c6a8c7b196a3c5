import type { Request, Response } from 'express'
import { loginId, type LoginId } from '../../domain/ids.js'
import type { LOGIN_ADDRESSES } from '../../domain/login-addresses.js'
import { loginCookie, sessionCookie } from '../../http/cookies.js'
import { failureContext } from '../../http/failure-page.js'
import type { Reply } from '../../domain/login.js'
import { begunAccountLogin } from '../kit/begin-account-login.js'
import { browserKeyOf, formTokenOf } from '../kit/browser.js'
import { isRemembered, type KeptRequest, requestOfSecret } from '../kit/kept-request.js'
import { loginPath, type LoginContext } from '../kit/login-context.js'
import { sessionOf } from '../visit.js'

/** The address of the way back below the login's own; no method has this name. */
export const LEFT_OPEN = 'left-open' satisfies (typeof LOGIN_ADDRESSES)[number]

/** What this browser kept of a login. */
interface KeptLogin {
  readonly id: LoginId
  readonly kept: KeptRequest
  readonly browserKey: string
  /** Of the form that leads back. */
  readonly token: string
}

/**
 * Gives the error page of a login that was left open too long its way on: the form that leads back to the portal, or
 * the page of the own account that was asked for.
 */
export function offerWayBack(context: LoginContext, request: Request, response: Response): void {
  const found = keptLogin(context, request)
  const reply = found?.kept.reply ?? begunReply(context, request)
  const offered = failureContext(response)
  if (reply?.kind === 'account') offered.continueAt = reply.returnTo
  if (found && reply?.kind === 'saml') offered.wayBack = { action: loginPath(found.id, LEFT_OPEN), token: found.token }
}

/** Of a login to the own account that was never stored. */
function begunReply({ deps, cookies }: LoginContext, request: Request): Reply | null {
  const id = loginIdOf(request)
  const secret = cookies.read(request, loginCookie(id))
  return secret === null ? null : (begunAccountLogin(id, secret, deps.flow)?.reply ?? null)
}

const loginIdOf = ({ params }: Request): LoginId => loginId(typeof params['id'] === 'string' ? params['id'] : '')

/** What the cookie of the login at this address holds; null for none of ours, and after a day. */
export function keptLogin({ deps, cookies }: LoginContext, request: Request): KeptLogin | null {
  const { flow } = deps
  const id = loginIdOf(request)
  const secret = cookies.read(request, loginCookie(id))
  const kept = secret === null ? null : requestOfSecret(id, secret, flow)
  if (secret === null || kept === null || !isRemembered(kept, flow.clock.now())) return null
  const browserKey = browserKeyOf(flow.digest, secret)
  const session = sessionOf({ loginSecret: secret, sessionSecret: cookies.read(request, sessionCookie) }, flow)
  return { id, kept, browserKey, token: formTokenOf(flow.digest, id, browserKey, session) }
}
