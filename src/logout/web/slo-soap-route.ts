import express, { Router, type ErrorRequestHandler } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import { isEverywhere } from '../../domain/logout.js'
import type { WebDeps } from '../../http/web-deps.js'
import { readSoap } from '../../saml/bindings/soap.js'
import { writeSoapFault } from '../../saml/bindings/soap-fault.js'
import { beginLogout } from '../begin-logout.js'
import { endAsked } from '../end-sessions.js'
import type { LogoutDeps } from './logout-context.js'

const SLO_SOAP = '/saml/slo/soap'

/** Room for a message of 128 KiB in another encoding. */
const LARGEST_BODY = '256kb'

/**
 * SingleLogoutService by SOAP: a request without a browser, whose sessions are found by NameID and SessionIndex. Whatever
 * comes is answered by a SOAP document (INTEROP 21); services of the browser cannot be told, and the answer says so.
 */
export function sloSoapRoute(deps: WebDeps, { ports, receiver }: LogoutDeps): Router {
  const router = Router()
  router.post(SLO_SOAP, express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const body: unknown = request.body
    const asked = receiver.request(readSoap(body instanceof Uint8Array ? body : new Uint8Array()), 'soap')
    const { parts } = await beginLogout(await endAsked(asked, ports), asked.service, ports)
    const result = !asked.subject ? 'not-understood' : isEverywhere(parts) ? 'everywhere' : 'not-everywhere'
    response.type('text/xml').send(await ports.messages.answerBySoap(asked, result))
  })
  router.use(SLO_SOAP, faults(deps))
  return router
}

/** SOAP 1.1 §6.2: a fault has status 500. It tells a code of the catalogue and nothing else. */
const faults =
  ({ log, meter, newErrorId }: WebDeps): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const fault = error instanceof BrokerError ? error : new BrokerError(codeOf(error), null, { cause: error })
    const errorId = newErrorId()
    meter.refused(fault.code)
    log[fault.entry.log]('request.refused', {
      errorId,
      code: fault.code,
      detail: fault.detail,
      claimed: fault.claimed,
      ...(fault.code === 'internal' && error instanceof Error ? { stack: error.stack } : {}),
    })
    const isOurs = fault.entry.http >= 500
    response
      .status(500)
      .type('text/xml')
      .send(writeSoapFault(isOurs ? 'Server' : 'Client', `${fault.code} ${errorId}`))
  }

/** Express's own reader of bodies says by a status what was wrong with one. */
const codeOf = (error: unknown): 'payload' | 'bad-http' | 'internal' => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null
  return status === 413 ? 'payload' : typeof status === 'number' && status < 500 ? 'bad-http' : 'internal'
}
