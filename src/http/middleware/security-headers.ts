import type { RequestHandler, Response } from 'express'

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

const CONTENT_SECURITY_POLICY = [...POLICY, "form-action 'self'"].join('; ')

/** Without `form-action`: Chromium also checks where an assertion consumer redirects to. */
const HAND_OVER_POLICY = POLICY.join('; ')

/** The headers of every answer (CONTRACT: Cookies). */
export const headersOf = (secure: boolean): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-cache, no-store',
  Pragma: 'no-cache',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
})

/** Constant, so that they cost nothing. */
export function securityHeaders(secure: boolean): RequestHandler {
  const headers = headersOf(secure)
  return (_request, response, next) => {
    response.set(headers)
    next()
  }
}

/** For the one page that hands over to another origin: one fixed form, no foreign markup. */
export const allowHandOver = (response: Response): Response => response.set('Content-Security-Policy', HAND_OVER_POLICY)
