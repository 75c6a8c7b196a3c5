import type { Request } from 'express'
import { accountFormToken, LOGOUT } from '../../account/shell/require-account.js'
import { sameText } from '../../crypto/same-text.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { BrowserSession } from '../../domain/session.js'
import { sessionCookie } from '../../http/cookies.js'
import { readFields, single } from '../../http/parse.js'
import { sessionIdOf } from '../../sessions/session-names.js'
import { FORM_FIELDS } from '../../ui/form-fields.js'
import type { LogoutModel } from '../pages/logout.js'
import type { LogoutContext } from './logout-context.js'

/**
 * What a browser is asked whose session signs nobody in any more, while services that took part in it may not know that;
 * null: it has none.
 */
export async function askOfLeftSession(
  { cookies, deps }: LogoutContext,
  request: Request,
): Promise<LogoutModel | null> {
  const secret = cookies.read(request, sessionCookie)
  const id = secret === null ? null : sessionIdOf(deps.flow.digest, secret)
  const session = id && (await deps.flow.sessions.findLeft(id))
  if (!id || !session || session.participations.length === 0) return null
  return { form: { action: LOGOUT, token: accountFormToken(deps.flow.digest, id) }, who: 'left', waiting: null }
}

/**
 * The session of this browser's cookie that signs nobody in any more and is to end, for its services do not know that (RULES:
 * Sessions and logout). Null where there is none. Throws `form-token` for a form that was not made for it.
 */
export async function leftSessionOfForm(
  { cookies, deps }: LogoutContext,
  request: Request,
): Promise<BrowserSession | null> {
  const secret = cookies.read(request, sessionCookie)
  if (secret === null) return null
  const { flow } = deps
  const id = sessionIdOf(flow.digest, secret)
  const token = single(readFields(request.body), FORM_FIELDS.token) ?? ''
  const left = await flow.sessions.findLeft(id)
  // check: a-session-that-is-left-ends-by-its-form
  if (left && !sameText(token, accountFormToken(flow.digest, id))) throw new BrokerError('form-token')
  return left
}
