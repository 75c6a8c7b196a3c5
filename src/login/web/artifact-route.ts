import express, { Router } from 'express'
import type { ArtifactMessages } from '../../domain/ports/artifact-messages.js'
import { LARGEST_SOAP_BODY, soapFaults } from '../../http/soap-faults.js'
import type { WebDeps } from '../../http/web-deps.js'
import type { ReceiveResolve } from '../../saml/artifact/receive-resolve.js'
import { readSoap } from '../../saml/bindings/soap.js'
import { writeSoapFault } from '../../saml/bindings/soap-fault.js'
import { resolveArtifact, type ResolvePorts } from '../resolve-artifact.js'

/** What artifacts are resolved with. */
export interface ArtifactDeps {
  readonly ports: ResolvePorts
  readonly receive: ReceiveResolve
  readonly messages: ArtifactMessages
}

const ARTIFACT = '/saml/artifact'

/**
 * ArtifactResolutionService by SOAP (saml-bindings §3.6.4): a service fetches the answer that its artifact stands for. Whatever
 * comes is answered by a SOAP document.
 */
export function artifactRoute(deps: WebDeps, { ports, receive, messages }: ArtifactDeps): Router {
  const router = Router()
  router.post(ARTIFACT, express.raw({ type: () => true, limit: LARGEST_SOAP_BODY }), async (request, response) => {
    const body: unknown = request.body
    const asked = receive(readSoap(body instanceof Uint8Array ? body : new Uint8Array()))
    const message = await resolveArtifact(asked, ports)
    response.type('text/xml').send(await messages.answer(asked, message))
  })
  router.use(ARTIFACT, soapFaults(deps, writeSoapFault))
  return router
}
