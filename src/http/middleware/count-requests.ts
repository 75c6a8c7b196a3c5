import type { RequestHandler } from 'express'
import type { WebDeps } from '../web-deps.js'

/** Counts and times every request by route pattern, never by path: paths hold ids. */
export function countRequests({ meter, clock, log }: WebDeps): RequestHandler {
  return (request, response, next) => {
    const startedAt = clock.now()
    response.on('finish', () => {
      const route: unknown = request.route
      const isRoute = typeof route === 'object' && route !== null && 'path' in route
      const pattern = isRoute && typeof route.path === 'string' ? route.path : 'none'
      const took = clock.now() - startedAt
      meter.request(pattern, request.method, response.statusCode, took / 1000)
      log.debug('request', { route: pattern, method: request.method, status: response.statusCode, ms: took })
    })
    next()
  }
}
