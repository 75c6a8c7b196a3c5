import type { Request, Response } from 'express'
import type { SessionId } from '../../domain/ids.js'
import { isSaml } from '../../domain/login.js'
import { serviceName } from '../../domain/service.js'
import { anonymousFields, anonymousForm, type AnonymousFormKind } from '../../http/anonymous-form.js'
import { formCookie, sessionCookie } from '../../http/cookies.js'
import { languageOf } from '../../http/language.js'
import { endProvenLogins, provenLogins } from '../../login/kit/end-proven-logins.js'
import { loginPath } from '../../login/kit/login-context.js'
import { sessionIdOf } from '../../sessions/session-names.js'
import type { LogoutModel } from '../pages/logout.js'
import type { LogoutContext } from './logout-context.js'

const FORM: AnonymousFormKind = { cookie: formCookie, purpose: 'logout-form-token' }

/**
 * What a browser in which nobody is signed in is asked, if somebody has proved who they are in a login of it that is still
 * open; null: there is nothing to end.
 */
export async function askOfOpenLogins(
  context: LogoutContext,
  place: { readonly request: Request; readonly response: Response; readonly action: string },
): Promise<LogoutModel | null> {
  const { cookies, deps, logout } = context
  const [first] = await provenLogins(cookies.logins(place.request), deps.flow)
  if (!first) return null
  const service = isSaml(first) ? deps.registry.find(first.requirements.service) : undefined
  const portal = service && serviceName(service, languageOf(place.request, cookies))
  const form = anonymousForm(FORM, { cookies, ...logout.ports }, place)
  return { form, who: 'open-login', waiting: portal === undefined ? null : { path: loginPath(first.id), portal } }
}

/** Ends them, for whoever was signed in or pressed the button of that page. Throws `form-token` for a form of nobody's. */
export async function endOpenLogins(context: LogoutContext, request: Request, wasSignedIn: boolean): Promise<void> {
  const { cookies, deps, logout } = context
  const logins = cookies.logins(request)
  // check: only-its-form-ends-the-logins-of-a-browser
  if (!wasSignedIn && (await provenLogins(logins, deps.flow)).length > 0) {
    anonymousFields(FORM, { cookies, ...logout.ports }, request)
  }
  // check: logging-out-ends-what-was-proved-in-this-browser
  await endProvenLogins(logins, deps.flow)
}

/**
 * Ends what else somebody has proved in this browser, if its own session has ended. What fails there keeps nobody from the
 * answer.
 */
export async function endThoseBeside(
  ended: readonly SessionId[],
  context: LogoutContext,
  request: Request,
): Promise<void> {
  const { ports } = context.logout
  const secret = context.cookies.read(request, sessionCookie)
  if (secret === null || ended.length === 0) return
  const id = sessionIdOf(ports.digest, secret)
  // Another tab may have renewed it in this moment.
  const own = [id, await ports.sessions.renewedAs(id)]
  // check: a-logout-of-a-service-ends-what-was-proved-in-this-browser
  if (!own.some((each) => each !== null && ended.includes(each))) return
  await endOpenLogins(context, request, true).catch((error: unknown) =>
    ports.log.error('logout.failed', { detail: String(error) }),
  )
}
