import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import { minutes } from '../domain/instant.js'
import { networkOf } from '../domain/network-of.js'
import { OperatorError } from '../domain/operator-error.js'
import type { AttemptCounter } from '../domain/ports/attempt-counter.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { Random } from '../domain/ports/random.js'
import type { Service } from '../domain/service.js'
import { anonymousFields, anonymousForm, type AnonymousFormKind } from '../http/anonymous-form.js'
import { formCookie, type Cookies } from '../http/cookies.js'
import { failureContext } from '../http/failure-page.js'
import type { Outcomes } from '../http/outcome.js'
import { single } from '../http/parse.js'
import type { InboundMessage } from '../saml/bindings/inbound-message.js'
import { readPasted } from '../saml/bindings/pasted.js'
import type { Inspection } from '../saml/idp/inspect-request.js'
import {
  requestCheckPage,
  type CheckedRequest,
  type MetadataFault,
  type RequestCheckModel,
} from './pages/request-check.js'

/** Metadata as somebody pastes them: the services in them, as they would be registered. */
export interface PastedMetadata {
  readonly services: readonly Service[]
  /** Each entity that is refused. */
  readonly refused: readonly MetadataFault[]
}

/** What the decoder works with; no registry among it. */
export interface RequestCheckDeps {
  readonly digest: KeyedDigest
  readonly random: Random
  readonly attempts: AttemptCounter
  /** Makes every check of a request against these services; null: against none at all. */
  readonly inspect: (read: () => InboundMessage, services: readonly Service[] | null) => Inspection
  /** Throws `OperatorError` if the document as a whole is refused. */
  readonly readMetadata: (document: Uint8Array) => Promise<PastedMetadata>
}

interface RequestCheckContext {
  readonly deps: RequestCheckDeps
  readonly cookies: Cookies
  readonly outcomes: Outcomes
}

export const REQUEST_CHECK_PATH = '/anfrage-pruefen'

const FORM: AnonymousFormKind = { cookie: formCookie, purpose: 'request-check-token' }

/** Checks of one network in a minute (CONTRACT: HTTP). */
const LIMIT = { most: 30, window: minutes(1) } as const

/**
 * Metadata of one portal are not larger, embedded pictures included. Anybody may send some, and the broker bears the cost
 * of reading them, which grows with their tags.
 */
const MOST_METADATA = { characters: 128 * 1024, tags: 1000 } as const

/** Faults that are shown of metadata. */
const MOST_FAULTS = 5

/** Shows a pasted request in plain text, and what is wrong with it. Nothing is stored, nothing of it is logged. */
export function requestCheckRoutes(context: RequestCheckContext): Router {
  const router = Router()
  router.get(REQUEST_CHECK_PATH, (request, response) => {
    show(context, request, response, {
      request: '',
      metadataText: '',
      isMissing: false,
      isTooLarge: false,
      metadataFaults: [],
      checked: null,
    })
  })
  router.post(REQUEST_CHECK_PATH, (request, response) => takeCheck(context, request, response))
  return router
}

function show(
  { deps, cookies, outcomes }: RequestCheckContext,
  request: Request,
  response: Response,
  model: Omit<RequestCheckModel, 'form'>,
): void {
  const form = anonymousForm(FORM, { cookies, ...deps }, { request, response, action: REQUEST_CHECK_PATH })
  const status =
    model.isMissing || model.isTooLarge || model.metadataFaults.length > 0 || isUnread(model.checked) ? 422 : 200
  outcomes.page(request, response, requestCheckPage({ ...model, form }), { service: null }, status)
}

/** Nothing could be checked: it is no message at all, or no XML. */
const isUnread = (checked: CheckedRequest | null): boolean =>
  checked?.checks.some(({ rule, went }) => went === 'failed' && (rule === 'binding' || rule === 'xml')) ?? false

async function takeCheck(context: RequestCheckContext, request: Request, response: Response): Promise<void> {
  const { deps, cookies } = context
  const { fields } = anonymousFields(FORM, { cookies, ...deps }, request)
  // check: checks-of-requests-are-limited
  await limitChecks(request, response, deps)
  const typed = { request: single(fields, 'request') ?? '', metadataText: single(fields, 'metadataText') ?? '' }
  const isMissing = typed.request.trim() === ''
  const isTooLarge = isTooMuch(typed.metadataText)
  const metadata = isTooLarge ? null : await metadataIn(typed.metadataText, deps)
  // What cannot be read is told, and the request is checked without it.
  const services = metadata === null || metadata.services.length === 0 ? null : metadata.services
  const checked = isMissing ? null : checkedOf(deps.inspect(() => readPasted(typed.request), services))
  const metadataFaults = metadata?.refused.slice(0, MOST_FAULTS) ?? []
  show(context, request, response, { ...typed, isMissing, isTooLarge, metadataFaults, checked })
}

// check: pasted-metadata-are-limited
const isTooMuch = (metadata: string): boolean =>
  metadata.length > MOST_METADATA.characters || metadata.split('<').length > MOST_METADATA.tags

async function limitChecks(
  request: Request,
  response: Response,
  { attempts, digest }: RequestCheckDeps,
): Promise<void> {
  const key = `request check ${digest.digest('request-check-network', networkOf(request.ip ?? ''))}`
  if ((await attempts.add(key, LIMIT.window)) <= LIMIT.most) return
  const { until } = await attempts.read(key)
  if (until !== null) failureContext(response).until = until
  throw new BrokerError('too-many-checks')
}

async function metadataIn(text: string, { readMetadata }: RequestCheckDeps): Promise<PastedMetadata | null> {
  if (text.trim() === '') return null
  try {
    return await readMetadata(Buffer.from(text.trim(), 'utf8'))
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { services: [], refused: [{ rule: error.rule, message: error.message }] }
  }
}

const checkedOf = ({ message, checks }: Inspection): CheckedRequest => ({
  message: message && {
    binding: message.binding,
    xml: message.xml,
    relayStateBytes: message.relayState === null ? null : Buffer.byteLength(message.relayState),
  },
  // Pasted metadata are of no service that could be switched off.
  checks: checks.filter(({ rule }) => rule !== 'active'),
})
