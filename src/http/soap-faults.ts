import type { ErrorRequestHandler } from 'express'
import { BrokerError } from '../domain/error-catalogue.js'
import type { WebDeps } from './web-deps.js'

/** Writes a fault: whose it is, and words for whoever runs the other side. */
type WriteFault = (whose: 'Client' | 'Server', words: string) => string

/** Room for a message of 128 KiB in another encoding. */
export const LARGEST_SOAP_BODY = '256kb'

/** SOAP 1.1 §6.2: a fault has status 500. It tells a code of the catalogue and nothing else. */
export const soapFaults =
  ({ log, meter, newErrorId }: WebDeps, write: WriteFault): ErrorRequestHandler =>
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
      .send(write(isOurs ? 'Server' : 'Client', `${fault.code} ${errorId}`))
  }

/** Express's own reader of bodies says by a status what was wrong with one. */
const codeOf = (error: unknown): 'payload' | 'bad-http' | 'internal' => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null
  return status === 413 ? 'payload' : typeof status === 'number' && status < 500 ? 'bad-http' : 'internal'
}
