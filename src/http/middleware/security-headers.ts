import type { RequestHandler, Response } from 'express'

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

/** Without `form-action`: Chromium also checks where an assertion consumer redirects to. */
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
