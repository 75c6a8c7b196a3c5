import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import { createCookies } from '../http/cookies.js'
import { failurePages, shownErrorPage } from '../http/failure-page.js'
import type { HttpDeps } from './http-deps.js'
import { draftRoutes } from '../operators/console/draft-routes.js'
import { historyRoutes } from '../operators/console/history-routes.js'
import { portalErrorRoutes } from '../portal-error/portal-error-routes.js'
import { requestCheckRoutes } from '../request-check/request-check-routes.js'
import { citizenRoutes } from '../operators/console/account-routes.js'
import { accessRoutes } from '../operators/console/access-routes.js'
import { operatorRoutes } from '../operators/console/operator-routes.js'
import { auditRoutes } from '../operators/console/audit-routes.js'
import { upstreamConsoleRoutes } from '../operators/console/upstream-routes.js'
import { upstreamImportRoutes } from '../operators/console/upstream-import-routes.js'
import { methodSwitchRoutes } from '../operators/console/method-routes.js'
import { importRoutes } from '../operators/console/import-routes.js'
import { keyRoutes } from '../operators/console/key-routes.js'
import { serviceRoutes } from '../operators/console/service-routes.js'
import { requestRoutes } from '../operators/console/request-routes.js'
import { signInRoutes } from '../operators/console/sign-in-routes.js'
import { accountPagesOf } from './open-methods.js'
import { countRequests, securityHeaders } from '../http/every-answer.js'
import { rememberLanguage } from '../http/language.js'
import { createOpenWaits } from '../http/open-waits.js'
import { createOutcomes } from '../http/outcome.js'
import { createShownErrors, SHOWN_ERROR } from '../http/shown-errors.js'
import { accountRoutes } from '../account/shell/account-routes.js'
import { healthRoutes } from '../http/routes/health.js'
import { artifactRoute } from '../login/web/artifact-route.js'
import { loginRoutes } from '../login/web/login-routes.js'
import { logoRoutes } from '../http/routes/logos.js'
import { metadataRoutes } from '../http/routes/metadata.js'
import { serviceOfAddress } from '../login/web/service-of-address.js'
import { logoutRoutes } from '../logout/web/logout-routes.js'
import { sloRoutes } from '../logout/web/slo-routes.js'
import { sloSoapRoute } from '../logout/web/slo-soap-route.js'
import { ecpRoute } from '../login/web/ecp-route.js'
import { ssoRoutes } from '../login/web/sso-routes.js'
import { unsolicitedRoutes } from '../login/web/unsolicited-routes.js'
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
  app.use(sloSoapRoute(deps, deps.logout), artifactRoute(deps, deps.artifact), ecpRoute(deps))
  const operators = { deps: deps.console, cookies, outcomes }
  // Their forms bring files.
  app.use(importRoutes(operators), upstreamImportRoutes(operators))
  // check: bodies-are-capped
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: LARGEST_BODY }))
  // check: other-bodies-are-refused
  app.use(refuseOtherBodies)
  app.use(ssoRoutes(context, deps.receive, deps.refused), unsolicitedRoutes(context, deps.unsolicited))
  for (const method of deps.opened) if (method.routes) app.use(method.routes(context))
  app.use(loginRoutes(context))
  const logout = { ...context, logout: deps.logout }
  app.use(sloRoutes(logout), logoutRoutes(logout))
  app.use(accountRoutes(context))
  for (const pages of accountPagesOf(deps.opened)) app.use(pages.routes(context))
  for (const routes of CONSOLE_ROUTES) app.use(routes(operators))
  app.use(requestCheckRoutes({ deps: deps.requestCheck, cookies, outcomes }))
  app.use(portalErrorRoutes({ deps, words: deps.portalWords, cookies, outcomes }))
  app.use(methodRoutes(deps))
  app.use(metadataRoutes(deps.metadata), logoRoutes(deps.logoImages))
  app.use(healthRoutes(deps))
  app.use(startRoutes(context, deps.assets))
  const failures = { deps, cookies, outcomes, shownErrors: createShownErrors(deps.flow.starts) }
  app.get(SHOWN_ERROR, shownErrorPage(failures))
  app.use(noSuchPage)
  const failure: ErrorRequestHandler = failurePages(failures, (request) => serviceOfAddress(request, context))
  // check: every-fault-has-its-page
  app.use(failure)
  return app
}

/** The operators' console, but for the forms that bring files. */
const CONSOLE_ROUTES = [
  signInRoutes,
  accessRoutes,
  operatorRoutes,
  serviceRoutes,
  keyRoutes,
  historyRoutes,
  draftRoutes,
  requestRoutes,
  citizenRoutes,
  methodSwitchRoutes,
  upstreamConsoleRoutes,
  auditRoutes,
]

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
  /^\/(abmelden|anfrage-pruefen|portal-fehler)?$/,
  /^\/saml\/(sso|slo|metadata|unsolicited)$/,
  /^\/saml\/upstream\/[^/]+\/metadata$/,
  /^\/oidc\/upstream\/[^/]+\/callback$/,
  /^\/health\/(live|ready)$/,
  /^\/metrics$/,
  /^\/(login|logos|methods|konto|fehler|abmelden)\/./,
  /^\/operator(\/.|$)/,
]
const TAKES_FORMS = [
  /^\/saml\/(sso|slo|unsolicited)$/,
  /^\/(abmelden|anfrage-pruefen)$/,
  /^\/(login|konto|operator)\/./,
]

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
