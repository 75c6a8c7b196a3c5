import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { responseIdOf, type Login } from '../../domain/login.js'
import { loginHint } from '../../domain/login-hint.js'
import { begin } from '../begin.js'
import { browserKeyOf } from '../kit/browser.js'
import { sessionOf } from '../visit.js'
import type { InboundMessage } from '../../saml/bindings/inbound-message.js'
import type { ReceivedRequest } from '../../saml/idp/receive-request.js'
import { messageFields, readPost } from '../../saml/bindings/post.js'
import { refuseInQuery, readRedirect } from '../../saml/bindings/redirect.js'
import { loginCookie, sessionCookie } from '../../http/cookies.js'
import { failureContext } from '../../http/failure-page.js'
import { handOver } from './login-responses.js'
import { noteRefused, type NoteDeps } from './note-refused.js'
import { loginPath, type LoginContext } from '../kit/login-context.js'
import { rawQueryOf, readFields } from '../../http/parse.js'

/** Checks a message: `receive` of the request receiver. */
export type ReceiveRequest = (message: InboundMessage) => ReceivedRequest

/** SingleSignOnService by HTTP-Redirect and HTTP-POST. What is refused is noted under its error id. */
export function ssoRoutes(context: LoginContext, receive: ReceiveRequest, notes: NoteDeps): Router {
  const router = Router()
  router.get('/saml/sso', async (request, response) => {
    // check: a-head-begins-no-login
    if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
    const read = () => readRedirect(rawQueryOf(request))
    failureContext(response).refused = (errorId, error) =>
      noteRefused({ errorId, answerId: null, error, binding: 'redirect', read }, notes)
    const received = hinted(receive(read()), request.query[HINT])
    const answered = await beginReceived(context, received, request, response)
    if (answered) noteRefused({ ...answered, binding: 'redirect', read }, notes)
  })
  router.post('/saml/sso', async (request, response) => {
    const read = () => {
      // check: no-message-in-the-query-of-a-post
      refuseInQuery(rawQueryOf(request))
      return readPost(messageFields(readFields(request.body)))
    }
    failureContext(response).refused = (errorId, error) =>
      noteRefused({ errorId, answerId: null, error, binding: 'post', read }, notes)
    const received = hinted(receive(read()), readFields(request.body).get(HINT)?.[0])
    const answered = await beginReceived(context, received, request, response)
    if (answered) noteRefused({ ...answered, binding: 'post', read }, notes)
  })
  return router
}

/** The parameter beside a request by which portals of other products name the user; nobody signs it. */
const HINT = 'login_hint'

/** With what stands beside the request, where the request itself says nothing. */
function hinted(received: ReceivedRequest, beside: unknown): ReceivedRequest {
  const { requirements } = received
  if (typeof beside !== 'string' || requirements.namedAs !== undefined) return received
  const hint = loginHint(beside)
  return hint === null ? received : { ...received, requirements: { ...requirements, loginHint: hint } }
}

/** A request that broke a rule, of which the service was told by a status. */
interface AnsweredRefusal {
  readonly errorId: string
  readonly answerId: string
  readonly error: BrokerError
}

/** Begins the login, or answers at once. Gives what is to be noted; null: nothing was refused by a rule. */
export async function beginReceived(
  context: LoginContext,
  received: ReceivedRequest,
  request: Request,
  response: Response,
): Promise<AnsweredRefusal | null> {
  const { deps, cookies, outcomes } = context
  failureContext(response).service = received.service.entityId
  // A POST from another site carries no session cookie; the GET that follows looks at the session.
  const secret = request.method === 'GET' ? cookies.read(request, sessionCookie) : null
  const session = sessionOf({ loginSecret: null, sessionSecret: secret }, deps.flow)
  const begun = await begin(received, session, deps.flow, (login, secret) =>
    cookies.write(response, loginCookie(login), secret),
  )
  switch (begun.kind) {
    case 'refused':
    case 'answered':
      // A POST has come from another site's form, whose policy may name nobody but us.
      handOver(context, request, response, begun.answer, received.requirements, { atOnce: request.method === 'GET' })
      return refusalOf(received, begun.login, deps.newErrorId)
    case 'started':
      outcomes.seeOther(response, loginPath(begun.login.id))
      return null
    case 'repeated': {
      const secret = cookies.read(request, loginCookie(begun.login.id))
      const sameBrowser = secret !== null && browserKeyOf(deps.flow.digest, secret) === begun.login.browserKey
      // A POST from another site carries no Lax cookie, so the GET of our own that follows finds out.
      // check: a-repeat-belongs-to-its-browser
      if (!sameBrowser && request.method !== 'POST') throw new BrokerError('saml-replay')
      outcomes.seeOther(response, loginPath(begun.login.id) + (sameBrowser ? '' : '?again'))
      return null
    }
  }
}

/** A status that the request itself asked for. What a session or a citizen ended is no refused request. */
function refusalOf({ refusal }: ReceivedRequest, login: Login, newErrorId: () => string): AnsweredRefusal | null {
  if (refusal === null || !('answerId' in login)) return null
  return { errorId: newErrorId(), answerId: responseIdOf(login), error: new BrokerError(refusal) }
}
