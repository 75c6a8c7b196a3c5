import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { CatalogueEntry } from '../domain/catalogue-entry.js'
import { BrokerError, ERRORS } from '../domain/error-catalogue.js'
import { filledErrorUrl, type ToldError } from '../domain/error-url.js'
import type { ErrorText } from '../domain/error-text.js'
import { entityId, type EntityId } from '../domain/ids.js'
import type { Instant } from '../domain/instant.js'
import type { Service } from '../domain/service.js'
import type { WebDeps } from './web-deps.js'
import { languageOf } from './language.js'
import type { Cookies } from './cookies.js'
import { canBeReadAgain, type Outcomes, portalOf } from './outcome.js'
import type { ShownError, ShownErrors } from './shown-errors.js'
import type { Form } from '../ui/form-fields.js'
import { errorPage } from '../ui/pages/error.js'

/** What a route found out before something failed, for the error page. It lies in `response.locals.failure`. */
export interface FailureContext {
  service?: EntityId
  /** Where a GET shows what the request belongs to, for the language links of a page that answers a form. */
  step?: string
  /** The address where the citizen can go on. */
  continueAt?: string
  /** The time from which the citizen may try again. */
  until?: Instant
  /** Is told of the error that the request ends with, under its id. Never throws. */
  refused?: (errorId: string, error: BrokerError) => void
  /** True: the request was about a logout, and begins nothing. */
  isLogout?: true
  /** The form by which a login that was left open too long leads back to its portal. */
  wayBack?: Form
}

export function failureContext(response: Response): FailureContext {
  const locals: { failure?: FailureContext } = response.locals
  return (locals.failure ??= {})
}

/** What error pages are shown with. */
export interface FailureDeps {
  readonly deps: WebDeps
  readonly cookies: Cookies
  readonly outcomes: Outcomes
  readonly shownErrors: ShownErrors
}

/**
 * Ends every fault: it is logged under an error id and shown as the contract's error page, and nothing else of it gets
 * out. `whoseIs`: the service to which the address of a request belongs, for faults before a route found it out.
 */
export function failurePages(given: FailureDeps, whoseIs: (request: Request) => EntityId | null) {
  const { deps, shownErrors } = given
  return (fault: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(fault)
      return
    }
    const error = asBrokerError(fault)
    const {
      until = null,
      continueAt = null,
      wayBack = null,
      isLogout = false,
      refused,
      ...context
    } = failureContext(response)
    const service = context.service ?? error.service ?? whoseIs(request)
    const errorId = logged(fault, error, service, deps)
    refused?.(errorId, error)
    const shown: ShownError = {
      code: error.code,
      // check: a-fault-shows-nothing-of-itself
      errorId,
      service: service ?? claimedService(error, deps),
      until,
      continueAt,
      isLogout,
    }
    announceRetry(response, error, until, deps)
    announceMethods(response, error)
    const step = canBeReadAgain(request) ? undefined : (context.step ?? shownErrors.addressOf(shown))
    showError(shown, { given, request, response }, { step, wayBack })
  }
}

/** The page of an error at an address of its own: whoever wants it in another language comes here. */
export const shownErrorPage =
  (given: FailureDeps): RequestHandler<{ sealed: string }> =>
  (request, response) =>
    showError(given.shownErrors.open(request.params.sealed), { given, request, response })

interface ErrorPlace {
  readonly given: FailureDeps
  readonly request: Request
  readonly response: Response
}

/** What is of this request alone: where the page can be read again, if not at its address, and a form of its browser. */
interface OfRequest {
  readonly step?: string | undefined
  readonly wayBack?: Form | null
}

function showError(
  { code, errorId, service, until, continueAt, isLogout }: ShownError,
  { given: { deps, cookies, outcomes }, request, response }: ErrorPlace,
  { step, wayBack = null }: OfRequest = {},
): void {
  const registered = service === null ? undefined : deps.registry.find(service)
  const { text, http, idp: idpCode }: CatalogueEntry = ERRORS[code]
  const page = errorPage({
    text: isLogout ? textOfLogout(text) : text,
    errorId,
    idpCode,
    host: new URL(deps.publicUrl).hostname,
    until,
    continueAt,
    wayBack,
    portalUrl: registered ? portalOf(registered, languageOf(request, cookies)).home : null,
    // Where a Response can still take the citizen back, the portal itself tells of the end.
    portalHelp: registered && wayBack === null ? helpOf(registered, { code, errorId, at: deps.clock.now() }) : null,
  })
  outcomes.page(request, response, page, { service, ...(step !== undefined && { step }) }, http)
}

/**
 * The portal's page for errors, which is told the number of this one, its kind, and nothing of a citizen; null: it has none, or
 * is disabled. Who was stopped leads nobody anywhere.
 */
function helpOf({ entityId: service, metadata, active }: Service, told: Omit<ToldError, 'service'>): string | null {
  const { errorUrl } = metadata
  // check: a-disabled-service-helps-nobody
  return active && errorUrl !== undefined ? filledErrorUrl(errorUrl, { ...told, service }) : null
}

/**
 * The service that an unproven request claims to come from, if it is registered. The error page names its portal and
 * leads to the address in the registered metadata, never to one in the request.
 */
function claimedService({ claimed }: BrokerError, { registry }: WebDeps): EntityId | null {
  return (claimed !== null && registry.find(entityId(claimed))?.entityId) || null
}

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

function announceRetry(response: Response, error: BrokerError, until: Instant | null, { clock }: WebDeps): void {
  if (error.entry.http === 503) response.set('Retry-After', '10')
  if (until !== null) response.set('Retry-After', String(Math.max(1, Math.ceil((until - clock.now()) / 1000))))
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

/** What is wrong with a message about a logout is told in other words: nothing was to begin. */
const textOfLogout = (text: ErrorText): ErrorText => (OF_REQUESTS.has(text) ? 'logout-refused' : text)

const OF_REQUESTS: ReadonlySet<ErrorText> = new Set([
  'unknown-portal',
  'bad-request',
  'artifact-request',
  'used-or-old',
  'portal-disabled',
])
