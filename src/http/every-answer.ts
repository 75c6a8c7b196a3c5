import type { RequestHandler, Response } from 'express'
import type { WebDeps } from './web-deps.js'
import type { RequestListener, Server } from 'node:http'

const POLICY = [
  // check: no-page-loads-from-elsewhere
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  // check: no-page-has-another-base
  "base-uri 'none'",
  // check: no-page-is-framed
  "frame-ancestors 'none'",
]

// check: forms-stay-here
const CONTENT_SECURITY_POLICY = [...POLICY, "form-action 'self'"].join('; ')

/**
 * The policy of the hand-over page has no `form-action`: Chromium checks it also where an assertion consumer redirects
 * to.
 */
const HAND_OVER_POLICY = POLICY.join('; ')

/** The headers of every answer (CONTRACT: Cookies). */
export const headersOf = (secure: boolean): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  // check: no-address-is-told-elsewhere
  'Referrer-Policy': 'same-origin',
  // check: no-type-is-guessed
  'X-Content-Type-Options': 'nosniff',
  // check: no-page-is-framed-in-old-browsers
  'X-Frame-Options': 'DENY',
  // check: no-page-is-kept
  'Cache-Control': 'no-cache, no-store',
  Pragma: 'no-cache',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  // check: https-stays-https
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
})

/** Sets the same headers on every answer; they are made once, so they cost nothing. */
export function securityHeaders(secure: boolean): RequestHandler {
  const headers = headersOf(secure)
  return (_request, response, next) => {
    response.set(headers)
    next()
  }
}

/** Allows an answer to hand over to another origin; for the one page with a fixed form and no foreign markup. */
export const allowHandOver = (response: Response): Response => response.set('Content-Security-Policy', HAND_OVER_POLICY)

/** Counts and times every request by its route's pattern and never by its path, for paths hold ids. */
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

/** Gives the contract's error page also to requests that Node's parser refuses before any route sees them. */
export function refuseMalformed(server: Server, errorPage: () => string, secure: boolean): void {
  const headers = Object.entries(headersOf(secure)).map(([name, value]) => `${name}: ${value}`)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    const body = Buffer.from(errorPage(), 'utf8')
    const head = [
      `HTTP/1.1 ${status}`,
      'Content-Type: text/html; charset=utf-8',
      ...headers,
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      '',
    ]
    socket.end(Buffer.concat([Buffer.from(head.join('\r\n')), body]))
  })
}

/** Gives the same page to targets that no route could match, such as `http://[/`. */
export const refuseUnreadable =
  (listener: RequestListener, errorPage: () => string, secure: boolean): RequestListener =>
  (request, response) => {
    const target = request.url ?? ''
    if (target.startsWith('/') || URL.canParse(target)) listener(request, response)
    else {
      const headers = { 'Content-Type': 'text/html; charset=utf-8', ...headersOf(secure), Connection: 'close' }
      response.writeHead(400, headers).end(errorPage())
    }
  }
