import { Router, type Request, type Response } from 'express'
import { LOGOUT } from '../../account/shell/require-account.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { nextPart, type LogoutAsker } from '../../domain/logout.js'
import type { AskedLogout } from '../../domain/ports/logout-messages.js'
import { failureContext } from '../../http/failure-page.js'
import { rawQueryOf, readFields } from '../../http/parse.js'
import type { InboundMessage, MessageParameter } from '../../saml/bindings/inbound-message.js'
import { messageFields, readPost } from '../../saml/bindings/post.js'
import { readRedirect, refuseInQuery } from '../../saml/bindings/redirect.js'
import { resultOf } from '../answer-asker.js'
import { beginForBrowser } from '../begin-logout.js'
import { askerOf, endAsked, type EndedByRequest } from '../end-sessions.js'
import { takeAnswer } from '../go-on.js'
import { logoutKeyOfRequest, type LogoutKey } from '../logout-keys.js'
import { leave } from './leave.js'
import { logoutPath, rememberLogout, type LogoutContext } from './logout-context.js'
import { endThoseBeside } from './open-logins.js'

/** SingleLogoutService by HTTP-Redirect and HTTP-POST: requests of services, and their answers to ours. */
export function sloRoutes(context: LogoutContext): Router {
  const router = Router()
  router.get('/saml/slo', async (request, response) => {
    aboutLogout(response)
    if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
    const query = rawQueryOf(request)
    const name = messageIn((each) => new URLSearchParams(query).has(each))
    await receive(context, request, response, { name, message: readRedirect(query, name) })
  })
  router.post('/saml/slo', async (request, response) => {
    aboutLogout(response)
    refuseInQuery(rawQueryOf(request))
    const fields = messageFields(readFields(request.body))
    const name = messageIn((each) => each in fields)
    await receive(context, request, response, { name, message: readPost(fields, name) })
  })
  return router
}

/** What fails here has its own words, and a way to log out all the same. */
function aboutLogout(response: Response): void {
  Object.assign(failureContext(response), { isLogout: true, continueAt: LOGOUT })
}

/** An answer to one of our requests comes in SAMLResponse; everything else is read as a request. */
const messageIn = (has: (name: MessageParameter) => boolean): MessageParameter =>
  has('SAMLResponse') && !has('SAMLRequest') ? 'SAMLResponse' : 'SAMLRequest'

interface Received {
  readonly name: MessageParameter
  readonly message: InboundMessage
}

async function receive(
  context: LogoutContext,
  request: Request,
  response: Response,
  { name, message }: Received,
): Promise<void> {
  const { ports, receiver } = context.logout
  const binding = message.binding
  if (name === 'SAMLResponse') {
    const answered = receiver.answer(message, binding)
    failureContext(response).service = answered.service
    const logout = await takeAnswer(answered, ports)
    // The next service follows by itself; the page from which it all began lies behind it, for whoever presses "back".
    context.outcomes.seeOther(response, logoutPath(logout.id, nextPart(logout) ? 'weiter' : ''))
    return
  }
  const asked = receiver.request(message, binding)
  failureContext(response).service = asked.service
  const key = logoutKeyOfRequest(asked, ports)
  // The session ends first, whatever becomes of the rest.
  const ended = await endAsked(asked, key, ports)
  await endThoseBeside(ended.ended, context, request)
  await answer(context, request, response, { asked, key, ended })
}

/** Answers at once where no other service took part; else the citizen is shown what became of the others. */
async function answer(
  context: LogoutContext,
  request: Request,
  response: Response,
  { asked, key, ended }: { readonly asked: AskedLogout; readonly key: LogoutKey; readonly ended: EndedByRequest },
): Promise<void> {
  const { ports, telling } = context.logout
  const { service } = asked
  const binding = asked.binding === 'post' ? 'post' : 'redirect'
  const asker: LogoutAsker = { ...askerOf(asked, binding), ...(ended.leftUntold && { leftUntold: true }) }
  const isTold =
    ended.prepared.stored !== null || ended.sessions.some(({ participations }) => participations.length > 0)
  const carried = isTold ? null : await ports.messages.answer(asker, resultOf(asker, []))
  // After a POST our own GET leaves: a redirect would be part of the form's submission, and a POST from another site shows
  // no cookie of the browser whose other logins are to end (CONTRACT: Cookies).
  if (carried && request.method === 'GET') {
    leave(context, request, response, { carried, to: service })
    return
  }
  rememberLogout(context, request, response, key)
  const begun = { asker, answer: carried, ended: ended.ended }
  await beginForBrowser(ended.prepared, ended.sessions, begun, ports, telling)
  context.outcomes.seeOther(response, logoutPath(key.id, carried ? 'zurueck' : ''))
}
