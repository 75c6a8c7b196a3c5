import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express'
import { z } from 'zod'
import { BrokerError } from '../../../domain/error-catalogue.js'
import { PASS_PROBLEMS, PassProblem } from '../pass-problem.js'
import type { EcPublicKey } from '../../../domain/pass-device.js'
import type { ChallengeNotice, PairingOffer, PassPhone, PhoneRequest } from '../phone-requests.js'
import { tellFailedProof } from '../../../domain/tell-failed-proof.js'
import type { WebDeps } from '../../../http/web-deps.js'
import { PASS } from '../settings.js'

/** More than any message of the protocol needs. */
const LARGEST_BODY = '8kb'

const VERSION = 1

// check: bodies-of-phones-hold-nothing-else
const message = z.strictObject({ jws: z.string().max(6000) })

/** 128 bits as base64url; nothing else is looked up. */
const LINK = /^[\w-]{22}$/

/**
 * The phones' interface (docs/pass-protocol.md), under `/api/v1/pass`: JSON in and out, faults as problem+json (RFC
 * 9457). It reads and sets no cookie, and lets no other origin in, because an app needs neither.
 */
export function passApiRoutes(deps: WebDeps, phone: PassPhone): Router {
  const router = Router()
  // check: bodies-of-phones-are-capped
  const json = express.json({ limit: LARGEST_BODY, type: 'application/json', strict: true })
  const header = { version: VERSION, aud: deps.publicUrl, name: deps.site.name }
  const get = (path: string, ask: (request: PhoneRequest) => Promise<object>): void => {
    router.get(path, async (request, response) => {
      response.json(await ask(requestOf(request)))
    })
    router.all(path, wrongMethod('GET, HEAD'))
  }
  const post = (path: string, ask: (request: PhoneRequest, jws: string) => Promise<object>, status = 200): void => {
    router.post(path, json, async (request, response) => {
      const body = message.safeParse(request.body)
      if (!body.success) throw new PassProblem('malformed')
      response.status(status).json(await ask(requestOf(request), body.data.jws))
    })
    router.all(path, wrongMethod('POST'))
  }
  get('/pairings/:link', async (request) => ({ ...header, ...offered(await phone.lookAtPairing(request)) }))
  post('/pairings/:link/device', (request, jws) => phone.pair(request, jws), 201)
  get('/challenges/:link', async (request) => ({ ...header, ...noticed(await phone.lookAtChallenge(request)) }))
  post('/challenges/:link/device', (request, jws) => phone.pairInChallenge(request, jws), 201)
  post('/challenges/:link/open', async (request, jws) => {
    const { encryptionKey, ...opened } = await phone.open(request, jws)
    return { ...opened, encryptionKey: jwkOf(encryptionKey) }
  })
  post('/challenges/:link/answer', (request, jws) => phone.answer(request, jws))
  post('/challenges/:link/number', (request, jws) => phone.sendNumber(request, jws))
  router.use(() => {
    throw new BrokerError('not-found')
  })
  router.use(problems(deps))
  return router
}

function requestOf(request: Request): PhoneRequest {
  const link = request.params['link']
  if (typeof link !== 'string' || !LINK.test(link)) throw new PassProblem('unknown-link')
  return { link, address: request.ip ?? '' }
}

const jwkOf = ({ x, y }: EcPublicKey) => ({ kty: 'EC', crv: 'P-256', x, y })

const offered = ({ encryptionKey, ...offer }: PairingOffer) => ({ ...offer, encryptionKey: jwkOf(encryptionKey) })

const noticed = ({ pairing }: ChallengeNotice) => ({ pairing: pairing && offered(pairing) })

const wrongMethod =
  (allowed: string): RequestHandler =>
  (_request, response) => {
    response.set('Allow', allowed)
    throw new BrokerError('method-not-allowed')
  }

/** The broker's own faults, beside those of the protocol. */
const HOUSE: Readonly<Record<number, { readonly code: string; readonly title: string }>> = {
  404: { code: 'not-found', title: 'No such address.' },
  405: { code: 'method-not-allowed', title: 'The address does not take this method.' },
  413: { code: 'too-large', title: 'The body is too large.' },
  415: { code: 'media-type', title: 'The body is not JSON.' },
  503: { code: 'unavailable', title: 'Not reachable right now; try again in a moment.' },
}

function problems(deps: WebDeps): ErrorRequestHandler {
  return (fault: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(fault)
      return
    }
    if (fault instanceof PassProblem) {
      tellFailedProof({ method: PASS, reason: fault.failure }, deps)
      if (fault.until !== null) retryAfter(response, (fault.until - deps.clock.now()) / 1000)
      send(response, PASS_PROBLEMS[fault.code].status, fault.code, PASS_PROBLEMS[fault.code].title)
      return
    }
    const status = statusOf(fault)
    if (status === 503) retryAfter(response, 10)
    logFault(fault, status, deps)
    const { code, title } =
      HOUSE[status] ??
      (status < 500
        ? { code: 'malformed', title: PASS_PROBLEMS.malformed.title }
        : { code: 'internal', title: 'Something went wrong here.' })
    send(response, status, code, title)
  }
}

const send = (response: Response, status: number, code: string, title: string): void =>
  void response.status(status).type('application/problem+json').send(JSON.stringify({ status, code, title }))

const retryAfter = (response: Response, seconds: number): void =>
  void response.set('Retry-After', String(Math.max(1, Math.ceil(seconds))))

/** The HTTP status of a fault; faults of the body parser have one of their own. */
function statusOf(fault: unknown): number {
  if (fault instanceof BrokerError) return fault.entry.http
  const status = typeof fault === 'object' && fault !== null && 'status' in fault ? fault.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/**
 * Logs a fault. A phone has no page that could show an error id, so the broker's own faults are found by their time.
 */
function logFault(fault: unknown, status: number, { log, meter, newErrorId }: WebDeps): void {
  const unknown = status < 500 ? 'bad-http' : 'internal'
  const error = fault instanceof BrokerError ? fault : new BrokerError(unknown, null, { cause: fault })
  meter.refused(error.code)
  const fields = { errorId: newErrorId(), code: error.code, detail: error.detail }
  if (status < 500) log.info('request.refused', fields)
  else log.error('request.refused', { ...fields, stack: fault instanceof Error ? fault.stack : undefined })
}
