import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/errors.js'
import { begin } from '../../flow/begin.js'
import { browserKeyOf } from '../../flow/browser.js'
import type { InboundMessage } from '../../saml/bindings/inbound-message.js'
import { readPost } from '../../saml/bindings/post.js'
import { readRedirect } from '../../saml/bindings/redirect.js'
import { loginCookie } from '../cookies.js'
import { failureContext } from '../failure-page.js'
import { loginPath, type LoginContext } from '../login/login-context.js'
import { readFields, single } from '../parse.js'

/** SingleSignOnService by HTTP-Redirect and HTTP-POST. */
export function ssoRoutes(context: LoginContext): Router {
  const router = Router()
  router.get('/saml/sso', async (request, response) => {
    if (request.method === 'HEAD') throw new BrokerError('method-not-allowed')
    await accept(context, readRedirect(rawQueryOf(request)), request, response)
  })
  router.post('/saml/sso', async (request, response) => {
    const query = new URLSearchParams(rawQueryOf(request))
    if (query.has('SAMLRequest') || query.has('RelayState')) throw new BrokerError('saml-parameters')
    await accept(context, readPost(postFields(request)), request, response)
  })
  return router
}

async function accept(
  { deps, cookies, outcomes }: LoginContext,
  message: InboundMessage,
  request: Request,
  response: Response,
): Promise<void> {
  const received = deps.receive(message)
  failureContext(response).service = received.service.entityId
  const begun = await begin(received, deps.flow)
  switch (begun.kind) {
    case 'refused':
      deps.meter.loginEnded(received.refusal ?? 'refused', null, null)
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

function postFields(request: Request): Record<string, string> {
  const fields = readFields(request.body)
  const named = ['SAMLRequest', 'SAMLResponse', 'RelayState'] as const
  try {
    return Object.fromEntries(
      named.flatMap((name) => ((value) => (value === null ? [] : [[name, value]]))(single(fields, name))),
    )
  } catch (error) {
    throw new BrokerError('saml-parameters', null, { cause: error })
  }
}
