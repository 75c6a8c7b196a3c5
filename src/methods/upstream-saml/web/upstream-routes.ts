import { Router } from 'express'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { methodId } from '../../../domain/ids.js'
import type { UpstreamRegistry } from '../../../domain/ports/upstream-registry.js'
import { isSamlUpstream, type SamlUpstream } from '../../../domain/upstream.js'
import { UPSTREAM_ANSWER_LIFETIME } from '../../../domain/upstream-answer.js'
import { failureContext } from '../../../http/failure-page.js'
import { readFields, single } from '../../../http/parse.js'
import { loginPath, type LoginContext } from '../../../login/kit/login-context.js'
import { ANSWER } from '../authenticator.js'
import { loginOfRelayState, type UpstreamSamlDeps } from '../upstream-deps.js'

/**
 * The broker as a service of each upstream: its metadata, and where answers arrive. An answer comes by a POST
 * of another site, which carries no cookie, and none is read: what is proven waits under a random handle, and the browser
 * is led to the login that it says it belongs to. Whether it does, is looked at there (CONTRACT: HTTP).
 */
export function upstreamRoutes(
  { deps: { flow }, outcomes }: LoginContext,
  upstreams: UpstreamRegistry,
  deps: UpstreamSamlDeps,
): Router {
  const router = Router()
  router.get('/saml/upstream/:name/metadata', async (request, response) => {
    const metadata = await deps.upstreamMessages.metadata(upstreamOf(request.params.name, upstreams))
    // Sent as bytes, so that Express adds no charset: the media type has no such parameter.
    response.set('Content-Type', 'application/samlmetadata+xml')
    response.end(Buffer.from(metadata, 'utf8'))
  })
  router.post('/saml/upstream/:name/acs', async (request, response) => {
    const upstream = upstreamOf(request.params.name, upstreams)
    const fields = readFields(request.body)
    const login = loginOfRelayState(single(fields, 'RelayState') ?? '')
    if (login === null) throw new BrokerError('upstream-unsolicited', 'RelayState')
    failureContext(response).continueAt = loginPath(login)
    if (flow.switched.get(upstream.name)?.enabled === false || !deps.isVouchedFor(upstream))
      return void outcomes.seeOther(response, loginPath(login))
    const answer = await deps.upstreamMessages.read(upstream, single(fields, 'SAMLResponse') ?? '')
    const handle = deps.random.secret()
    const keepUntil = deps.clock.now() + UPSTREAM_ANSWER_LIFETIME
    await deps.upstreamAnswers.create({ id: handle, version: 1, upstream: upstream.id, answer, keepUntil })
    outcomes.seeOther(response, `${loginPath(login, upstream.name)}/return?${ANSWER}=${handle}`)
  })
  return router
}

function upstreamOf(name: string, upstreams: UpstreamRegistry): SamlUpstream {
  const upstream = upstreams.find(methodId(name))
  if (!upstream || !isSamlUpstream(upstream)) throw new BrokerError('not-found')
  return upstream
}
