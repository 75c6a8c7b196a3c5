import type { Request, Response } from 'express'
import { fieldsOf, findSignedIn, LOGOUT } from '../../account/shell/require-account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { BrowserSession } from '../../domain/session.js'
import { sessionCookie } from '../../http/cookies.js'
import { single } from '../../http/parse.js'
import { endSession } from '../../sessions/session-policy.js'
import { FORM_FIELDS, LOGOUT_DECISION } from '../../ui/form-fields.js'
import { beginForBrowser } from '../begin-logout.js'
import { logoutKeyOf, type LogoutKey } from '../logout-keys.js'
import { dropPrepared, prepareLogout } from '../prepare-logout.js'
import type { Telling } from '../telling.js'
import { leftSessionOfForm } from './left-session.js'
import { logoutPath, rememberLogout, type LogoutContext, type LogoutDeps } from './logout-context.js'
import { endOpenLogins } from './open-logins.js'
import { running } from './running-logout.js'

/**
 * Stores whom to tell, ends the browser session then, also one that signs nobody in any more, begins to tell its services,
 * and ends what else somebody has proved in this browser; whoever is signed out already sees that. Whatever happens to the
 * services, nobody is logged in here.
 */
export async function logOut(context: LogoutContext, request: Request, response: Response): Promise<void> {
  const { cookies, outcomes } = context
  const found = await findSignedIn(context, request)
  if (found) {
    const decision = single(fieldsOf(found, request), FORM_FIELDS.decision)
    if (decision !== LOGOUT_DECISION) throw new BrokerError('form-input', FORM_FIELDS.decision)
  }
  const session = found?.session ?? (await leftSessionOfForm(context, request))
  const shown = cookies.read(request, sessionCookie)
  const ended = session && shown !== null ? await endIn(context.logout, { session, shown }) : null
  // A form of another site comes without the cookie, and its answer must not take it from the browser.
  // check: another-site-takes-no-session-cookie
  const isHere = cookies.read(request, sessionCookie) !== null
  // Only now: where the store failed before, the cookie leads whoever presses again into the logout that is stored.
  if (isHere) cookies.clear(response, sessionCookie)
  const key = ended ? ended.key : await running(context, request)
  if (key) rememberLogout(context, request, response, key)
  // The second press of a double click finds them ended, or ends nothing.
  if (session || !key) await endOpenLogins(context, request, session !== null)
  outcomes.seeOther(response, key ? logoutPath(key.id) : LOGOUT)
}

interface Left {
  readonly session: BrowserSession
  /** The secret of its cookie. */
  readonly shown: string
}

/** Ends the session in a logout of its own. `key`: null where no service took part. Null: another press has ended it. */
export async function endIn(
  { ports, telling }: Pick<LogoutDeps, 'ports'> & { readonly telling: Pick<Telling, 'begin'> },
  { session, shown }: Left,
): Promise<{ readonly key: LogoutKey | null } | null> {
  const key = logoutKeyOf(shown, ports)
  const of = { ...key, askedBy: null, names: session.participations }
  const prepared = await prepareLogout([session], of, ports)
  const ended = await endSession(session, ports)
  if (!ended) return dropPrepared(prepared, ports).then(() => null)
  if (!prepared.stored && ended.participations.length === 0) return { key: null }
  await beginForBrowser(prepared, [ended], { asker: null }, ports, telling)
  return { key }
}
