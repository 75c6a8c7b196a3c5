import { Router } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { WebDeps } from '../../http/web-deps.js'
import { writeSoapFault } from '../../saml/bindings/soap-fault.js'

/** The types that requests of the profile come in: SOAP 1.1, and what PAOS calls it. */
const SOAP_TYPES = ['text/xml', 'application/soap+xml', 'application/vnd.paos+xml']

/**
 * The Enhanced Client or Proxy profile is not offered (saml-profiles §4.2): a program would log in with a password by itself,
 * and no citizen would see what is released. Whoever tries is told so in SOAP's own words, and nothing of it is read.
 */
export function ecpRoute({ log, meter, newErrorId }: Pick<WebDeps, 'log' | 'meter' | 'newErrorId'>): Router {
  const router = Router()
  router.post('/saml/sso', (request, response, next) => {
    if (!request.is(SOAP_TYPES) && request.headers['paos'] === undefined) {
      next()
      return
    }
    const { code, entry } = new BrokerError('saml-ecp')
    const errorId = newErrorId()
    meter.refused(code)
    log[entry.log]('request.refused', { errorId, code })
    // SOAP 1.1 §6.2: a fault has status 500.
    response
      .status(500)
      .type('text/xml')
      .send(writeSoapFault('Client', `${code} ${errorId}: ECP is not offered`))
  })
  return router
}
