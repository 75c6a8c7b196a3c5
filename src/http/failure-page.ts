import type { NextFunction, Request, Response } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import { entityId, type EntityId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { WebDeps } from './web-deps.js'
import { languageOf } from './language.js'
import type { Cookies } from './cookies.js'
import { type Outcomes, portalOf } from './outcome.js'
import { errorPage } from '../ui/pages/error.js'

/** What a route found out before something failed, for the error page. Lies in `response.locals.failure`. */
export interface FailureContext {
  service?: EntityId
  /** Where the citizen can go on. */
  continueAt?: string
  /** When it may be tried again. */
  until?: Instant
}

export function failureContext(response: Response): FailureContext {
  const locals: { failure?: FailureContext } = response.locals
  return (locals.failure ??= {})
}

/**
 * Every fault ends here: logged under an error id, shown as the contract's error page, nothing of it leaked. `whoseIs`:
 * the service that the address of a request belongs to, for faults that came before anything was found out.
 */
export function failurePages(
  deps: WebDeps,
  cookies: Cookies,
  outcomes: Outcomes,
  whoseIs: (request: Request) => EntityId | null,
) {
  return (fault: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(fault)
      return
    }
    const error = asBrokerError(fault)
    const context = failureContext(response)
    const service = context.service ?? error.service ?? whoseIs(request)
    const portal = service ?? claimedService(error, deps)
    const registered = portal ? deps.registry.find(portal) : undefined
    const page = errorPage({
      // check: a-fault-shows-nothing-of-itself
      text: error.entry.text,
      errorId: logged(fault, error, service, deps),
      host: new URL(deps.publicUrl).hostname,
      until: context.until ?? null,
      continueAt: context.continueAt ?? null,
      portalUrl: registered ? portalOf(registered, languageOf(request, cookies)).home : null,
    })
    announceRetry(response, error, context.until, deps)
    announceMethods(response, error)
    outcomes.page(
      request,
      response,
      page,
      { service: portal, languageLinks: canBeReadAgain(request) },
      error.entry.http,
    )
  }
}

/**
 * Whom a request that is not proven says it is from, where that is registered: its portal is named, and the way leads to
 * where registered metadata says that it is, never to what the request says.
 */
function claimedService({ claimed }: BrokerError, { registry }: WebDeps): EntityId | null {
  return (claimed !== null && registry.find(entityId(claimed))?.entityId) || null
}

/** A POST has no page of its own to read again, and an AuthnRequest must not be sent twice for a language. */
const canBeReadAgain = ({ method, path }: Request): boolean => method === 'GET' && path !== '/saml/sso'

function logged(fault: unknown, error: BrokerError, service: EntityId | null, deps: WebDeps): string {
  const errorId = deps.newErrorId()
  const { log } = error.entry
  deps.meter.refused(error.code)
  deps.log[log]('request.refused', {
    errorId,
    code: error.code,
    detail: error.detail,
    service,
    claimed: service === null ? error.claimed : null,
    stack: log === 'error' ? stackOf(fault) : undefined,
  })
  return errorId
}

/** A page that is read by GET alone, or takes a form: what `app` did not say already. */
function announceMethods(response: Response, error: BrokerError): void {
  if (error.entry.http === 405 && !response.hasHeader('Allow')) response.set('Allow', 'GET, POST')
}

function announceRetry(response: Response, error: BrokerError, until: Instant | undefined, { clock }: WebDeps): void {
  if (error.entry.http === 503) response.set('Retry-After', '10')
  if (until !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil((until - clock.now()) / 1000))))
}

/** Faults that the framework or a body parser raises become errors of the catalogue. */
function asBrokerError(fault: unknown): BrokerError {
  if (fault instanceof BrokerError) return fault
  const status = typeof fault === 'object' && fault !== null && 'status' in fault ? fault.status : undefined
  if (status === 413) return new BrokerError('payload', null, { cause: fault })
  // check: faults-of-the-framework-are-the-senders
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new BrokerError('bad-http', null, { cause: fault })
  }
  return new BrokerError('internal', null, { cause: fault })
}

function stackOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined
  const cause = fault.cause instanceof Error ? `\ncaused by ${fault.cause.stack ?? ''}` : ''
  return (fault.stack ?? '') + cause
}
