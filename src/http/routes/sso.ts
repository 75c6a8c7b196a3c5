import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/errors.js'
import { begin } from '../../flow/begin.js'
import { browserKeyOf } from '../../flow/browser.js'
import { sessionOf } from '../../flow/visit.js'
import type { InboundMessage } from '../../saml/bindings/inbound-message.js'
import { isParameter } from '../../saml/bindings/parameters.js'
import { readPost } from '../../saml/bindings/post.js'
import { refuseInQuery } from '../../saml/bindings/query-pieces.js'
import { readRedirect } from '../../saml/bindings/redirect.js'
import { loginCookie, sessionCookie } from '../cookies.js'
import { failureContext } from '../failure-page.js'
import { loginPath, type LoginContext } from '../login/login-context.js'
import { countEnd } from '../login/login-responses.js'
import { readFields, single } from '../parse.js'

/** SingleSignOnService by HTTP-Redirect and HTTP-POST. */
export function ssoRoutes(context: LoginContext): Router {
  const router = Router()
  router.get('/saml/sso', async (request, response) => {
    if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
    await accept(context, readRedirect(rawQueryOf(request)), request, response)
  })
  router.post('/saml/sso', async (request, response) => {
    refuseInQuery(rawQueryOf(request))
    await accept(context, readPost(postFields(request)), request, response)
  })
  return router
}

async function accept(
  context: LoginContext,
  message: InboundMessage,
  request: Request,
  response: Response,
): Promise<void> {
  const { deps, cookies, outcomes } = context
  const received = deps.receive(message)
  failureContext(response).service = received.service.entityId
  // A POST from another site carries no session cookie, so its session is looked at by the GET that follows.
  const secret = request.method === 'GET' ? cookies.read(request, sessionCookie) : null
  const session = sessionOf({ loginSecret: null, sessionSecret: secret }, deps.flow)
  const begun = await begin(received, session, deps.flow)
  switch (begun.kind) {
    case 'refused':
      deps.meter.loginEnded(received.refusal ?? 'refused', null, null)
      deps.log.info('login.refused', { service: received.service.entityId, code: received.refusal })
      outcomes.handOver(request, response, begun.answer, received.service.entityId)
      return
    case 'answered':
      countEnd(context, begun.login)
      outcomes.handOver(request, response, begun.answer, received.service.entityId)
      return
    case 'started':
      cookies.write(response, loginCookie(begun.login.id), begun.secret)
      outcomes.seeOther(response, loginPath(begun.login.id))
      return
    case 'repeated': {
      const secret = cookies.read(request, loginCookie(begun.login.id))
      const sameBrowser = secret !== null && browserKeyOf(deps.flow.digest, secret) === begun.login.browserKey
      // A POST from another site carries no Lax cookie: the GET of our own finds out.
      if (!sameBrowser && request.method !== 'POST') throw new BrokerError('saml-replay')
      outcomes.seeOther(response, loginPath(begun.login.id) + (sameBrowser ? '' : '?again'))
    }
  }
}

/** The query as sent: the signature of the redirect binding is over these characters (saml-bindings §3.4.4.1). */
function rawQueryOf(request: Request): string {
  const at = request.originalUrl.indexOf('?')
  return at < 0 ? '' : request.originalUrl.slice(at + 1)
}

/** The form's fields. The binding's own occur once; any other is nobody's business, however often it occurs. */
function postFields(request: Request): Record<string, string> {
  try {
    const fields = readFields(request.body)
    return Object.fromEntries(
      [...fields].map(([name, [first = '']]) => [name, isParameter(name) ? (single(fields, name) ?? '') : first]),
    )
  } catch (error) {
    throw new BrokerError('saml-parameters', null, { cause: error })
  }
}
