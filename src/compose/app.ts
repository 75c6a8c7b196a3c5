import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import { createCookies } from '../http/cookies.js'
import { failurePages } from '../http/failure-page.js'
import type { HttpDeps } from './http-deps.js'
import { accountPagesOf } from './open-methods.js'
import { countRequests, securityHeaders } from '../http/every-answer.js'
import { rememberLanguage } from '../http/language.js'
import { createOpenWaits } from '../http/open-waits.js'
import { createOutcomes } from '../http/outcome.js'
import { accountRoutes } from '../account/shell/account-routes.js'
import { healthRoutes } from '../http/routes/health.js'
import { loginRoutes } from '../login/web/login-routes.js'
import { metadataRoutes } from '../http/routes/metadata.js'
import { serviceOfAddress } from '../login/web/service-of-address.js'
import { ssoRoutes } from '../login/web/sso-routes.js'
import { methodRoutes } from '../login/web/method-asset-routes.js'
import { startRoutes } from '../account/start/start-routes.js'

/** Room for a 128 KiB message in base64 and percent-encoding. */
const LARGEST_BODY = '512kb'

/** Puts the middleware in its order, and does nothing else. */
export function createApp(deps: HttpDeps): Express {
  const app = express()
  // check: no-banner-of-the-framework
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  // check: forwarded-headers-count-as-configured
  app.set('trust proxy', deps.trustProxy.length > 0 ? [...deps.trustProxy] : false)

  const cookies = createCookies(deps.secure)
  const outcomes = createOutcomes(deps, cookies)
  const context = { deps, cookies, outcomes, waits: createOpenWaits() }
  // check: every-answer-has-the-security-headers
  app.use(securityHeaders(deps.secure))
  app.use(countRequests(deps))
  app.use(requireHost)
  app.use(rememberLanguage(cookies))
  for (const { api } of deps.opened) if (api) app.use(api.path, api.routes(deps))
  // check: bodies-are-capped
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: LARGEST_BODY }))
  // check: other-bodies-are-refused
  app.use(refuseOtherBodies)
  app.use(ssoRoutes(context, deps.receive))
  for (const method of deps.opened) if (method.routes) app.use(method.routes(context))
  app.use(loginRoutes(context))
  app.use(accountRoutes(context))
  for (const pages of accountPagesOf(deps.opened)) app.use(pages.routes(context))
  app.use(methodRoutes(deps))
  app.use(metadataRoutes(deps.metadata))
  app.use(healthRoutes(deps))
  app.use(startRoutes(context, deps.assets))
  app.use(noSuchPage)
  const failure: ErrorRequestHandler = failurePages(deps, cookies, outcomes, (request) =>
    serviceOfAddress(request, context),
  )
  // check: every-fault-has-its-page
  app.use(failure)
  return app
}

/** Refuses a body of another type than our forms have; it is neither read nor ignored. */
const refuseOtherBodies: RequestHandler = (request, _response, next) => {
  const carriesBody = request.method !== 'GET' && request.method !== 'HEAD'
  next(
    carriesBody && typeof request.body !== 'string' && hasBody(request.headers)
      ? new BrokerError('media-type')
      : undefined,
  )
}

const hasBody = (headers: Readonly<Record<string, unknown>>): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** RFC 9112 §3.2 demands a Host. Node would refuse such a request itself, but without a page of ours. */
const requireHost: RequestHandler = (request, _response, next) => {
  const lacksHost = request.httpVersion === '1.1' && request.headers.host === undefined
  next(lacksHost ? new BrokerError('bad-http', 'no Host') : undefined)
}

/** Every address that can be read; below it, those of them that take forms too. */
const READABLE = [
  /^\/$/,
  /^\/saml\/(sso|metadata)$/,
  /^\/health\/(live|ready)$/,
  /^\/metrics$/,
  /^\/(login|methods|konto)\/./,
]
const TAKES_FORMS = [/^\/saml\/sso$/, /^\/(login|konto)\/./]

/** An existing address names the methods that it takes (RFC 9110 §15.5.6). */
const noSuchPage: RequestHandler = ({ method, path }, response, next) => {
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead || !READABLE.some((each) => each.test(path))) {
    next(new BrokerError('not-found'))
    return
  }
  response.set('Allow', TAKES_FORMS.some((each) => each.test(path)) ? 'GET, POST' : 'GET, HEAD')
  next(new BrokerError('method-not-allowed'))
}
