import { Router } from 'express'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { methodId } from '../../../domain/ids.js'
import type { UpstreamRegistry } from '../../../domain/ports/upstream-registry.js'
import { isOidcUpstream } from '../../../domain/upstream.js'
import { failureContext } from '../../../http/failure-page.js'
import { rawQueryOf, readFields, single } from '../../../http/parse.js'
import { loginPath, type LoginContext } from '../../../login/kit/login-context.js'
import { RETURNED } from '../authenticator.js'
import { loginOfState } from '../oidc-state.js'

/**
 * Where issuers lead back to (CONTRACT: HTTP). The address is of the upstream, not of a login: the browser is led on to
 * the login that `state` names. Whether the answer belongs to it, and the browser has it, is looked at there.
 */
export function callbackRoutes({ deps: { flow }, outcomes }: LoginContext, upstreams: UpstreamRegistry): Router {
  const router = Router()
  router.get('/oidc/upstream/:name/callback', (request, response) => {
    const upstream = upstreams.find(methodId(request.params.name))
    if (!upstream || !isOidcUpstream(upstream)) throw new BrokerError('not-found')
    const fields = readFields(rawQueryOf(request))
    const login = loginOfState(single(fields, 'state') ?? '')
    if (login === null) throw new BrokerError('form-input', 'state')
    failureContext(response).continueAt = loginPath(login)
    if (flow.switched.get(upstream.name)?.enabled === false) return void outcomes.seeOther(response, loginPath(login))
    const returned = RETURNED.flatMap((name) => {
      const value = single(fields, name)
      return value === null ? [] : [[name, value]]
    })
    outcomes.seeOther(response, `${loginPath(login, upstream.name)}/return?${new URLSearchParams(returned).toString()}`)
  })
  return router
}
