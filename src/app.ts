import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { BrokerError } from './domain/errors.js'
import { createCookies } from './http/cookies.js'
import { failurePages } from './http/failure-page.js'
import type { HttpDeps } from './http/http-deps.js'
import { countRequests } from './http/middleware/count-requests.js'
import { securityHeaders } from './http/middleware/security-headers.js'
import { createOutcomes } from './http/outcome.js'
import { healthRoutes } from './http/routes/health.js'
import { loginRoutes } from './http/routes/login.js'
import { metadataRoutes } from './http/routes/metadata.js'
import { ssoRoutes } from './http/routes/sso.js'
import { startRoutes } from './http/routes/start.js'

/** Room for a 128 KiB message in base64 and percent-encoding. */
const LARGEST_BODY = '512kb'

/** The middleware order, and nothing else. */
export function createApp(deps: HttpDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('trust proxy', deps.trustProxy.length > 0 ? [...deps.trustProxy] : false)

  const cookies = createCookies(deps.secure)
  const outcomes = createOutcomes(deps, cookies)
  app.use(securityHeaders(deps.secure))
  app.use(countRequests(deps))
  app.use(express.text({ type: 'application/x-www-form-urlencoded', limit: LARGEST_BODY }))
  app.use(refuseOtherBodies)
  app.use(ssoRoutes({ deps, cookies, outcomes }))
  app.use(loginRoutes({ deps, cookies, outcomes }))
  app.use(metadataRoutes(deps))
  app.use(healthRoutes(deps))
  app.use(startRoutes(deps, outcomes))
  app.use(noSuchPage)
  const failure: ErrorRequestHandler = failurePages(deps, cookies, outcomes)
  app.use(failure)
  return app
}

/** A body of another type than our forms have is not read, and not passed over either. */
const refuseOtherBodies: RequestHandler = (request, _response, next) => {
  const carriesBody = request.method !== 'GET' && request.method !== 'HEAD'
  next(
    carriesBody && typeof request.body !== 'string' && hasBody(request.headers)
      ? new BrokerError('payload')
      : undefined,
  )
}

const hasBody = (headers: Readonly<Record<string, unknown>>): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

const READABLE = [
  /^\/$/,
  /^\/assets\//,
  /^\/saml\/metadata$/,
  /^\/health\//,
  /^\/metrics$/,
  /^\/login\//,
  /^\/saml\/sso$/,
]

const noSuchPage: RequestHandler = (request, _response, next) => {
  const exists = request.method !== 'GET' && READABLE.some((path) => path.test(request.path))
  next(new BrokerError(exists ? 'method-not-allowed' : 'not-found'))
}
