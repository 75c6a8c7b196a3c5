import express, { Router } from 'express'
import { LARGEST_SOAP_BODY, soapFaults } from '../../http/soap-faults.js'
import type { WebDeps } from '../../http/web-deps.js'
import { readSoap } from '../../saml/bindings/soap.js'
import { writeSoapFault } from '../../saml/bindings/soap-fault.js'
import { resultOf } from '../answer-asker.js'
import { beginWithoutBrowser } from '../begin-logout.js'
import { endAsked } from '../end-sessions.js'
import { logoutKeyOfRequest } from '../logout-keys.js'
import type { LogoutDeps } from './logout-context.js'

const SLO_SOAP = '/saml/slo/soap'

/**
 * SingleLogoutService by SOAP: a request without a browser, whose sessions are found by NameID and SessionIndex. Whatever
 * comes is answered by a SOAP document (INTEROP 21); services of the browser cannot be told, and the answer says so.
 */
export function sloSoapRoute(deps: WebDeps, { ports, receiver }: LogoutDeps): Router {
  const router = Router()
  router.post(SLO_SOAP, express.raw({ type: () => true, limit: LARGEST_SOAP_BODY }), async (request, response) => {
    const body: unknown = request.body
    const asked = receiver.request(readSoap(body instanceof Uint8Array ? body : new Uint8Array()), 'soap')
    const { prepared, sessions, leftUntold } = await endAsked(asked, logoutKeyOfRequest(asked, ports), ports)
    const parts = await beginWithoutBrowser(prepared, sessions, ports)
    const result = resultOf({ namedNobody: asked.subject === null, ...(leftUntold && { leftUntold }) }, parts)
    response.type('text/xml').send(await ports.messages.answerBySoap(asked, result))
  })
  router.use(SLO_SOAP, soapFaults(deps, writeSoapFault))
  return router
}
