import type { NextFunction, Request, Response } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import { entityId, type EntityId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { WebDeps } from './web-deps.js'
import { languageOf } from './language.js'
import type { Cookies } from './cookies.js'
import { type Outcomes, portalOf } from './outcome.js'
import { errorPage } from '../ui/pages/error.js'

/** What a route found out before something failed, for the error page. It lies in `response.locals.failure`. */
export interface FailureContext {
  service?: EntityId
  /** The address where the citizen can go on. */
  continueAt?: string
  /** The time from which the citizen may try again. */
  until?: Instant
}

export function failureContext(response: Response): FailureContext {
  const locals: { failure?: FailureContext } = response.locals
  return (locals.failure ??= {})
}

/**
 * Ends every fault: it is logged under an error id and shown as the contract's error page, and nothing else of it gets
 * out. `whoseIs`: the service to which the address of a request belongs, for faults before a route found it out.
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
 * The service that an unproven request claims to come from, if it is registered. The error page names its portal and
 * leads to the address in the registered metadata, never to one in the request.
 */
function claimedService({ claimed }: BrokerError, { registry }: WebDeps): EntityId | null {
  return (claimed !== null && registry.find(entityId(claimed))?.entityId) || null
}

/**
 * True for a page that can be read again in another language. The answer to a POST cannot, and an AuthnRequest must not
 * be sent twice.
 */
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

/** Names the methods of a page that is only read or takes a form, unless `app` has named them already. */
function announceMethods(response: Response, error: BrokerError): void {
  if (error.entry.http === 405 && !response.hasHeader('Allow')) response.set('Allow', 'GET, POST')
}

function announceRetry(response: Response, error: BrokerError, until: Instant | undefined, { clock }: WebDeps): void {
  if (error.entry.http === 503) response.set('Retry-After', '10')
  if (until !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil((until - clock.now()) / 1000))))
}

/** Turns faults that the framework or a body parser raises into errors of the catalogue. */
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
