import { BrokerError } from '../../domain/error-catalogue.js'
import type { ArtifactMessages } from '../../domain/ports/artifact-messages.js'
import { writeSoap } from '../bindings/soap.js'
import { prepareSending, type ServiceMessagesDeps } from '../idp/sending.js'
import { signed } from '../xml/signature-template.js'
import { writeArtifactResponse } from './write-artifact-response.js'

/** Makes the broker's answers to ArtifactResolve; they are always signed, as services check that before all else (INTEROP 24). */
export function createArtifactMessages(deps: ServiceMessagesDeps): ArtifactMessages {
  const sending = prepareSending(deps)
  return {
    async answer({ service: id, requestId }, message) {
      const { entityId: issuer, random, clock, registry } = sending
      const service = registry.find(id)
      if (!service) throw new BrokerError('saml-service-disabled', 'no longer registered')
      const facts = { id: random.samlId(), inResponseTo: requestId, issueInstant: clock.now(), issuer, message }
      const { signer, algorithm, digest } = sending.signatureFor(service)
      return writeSoap(await signed(writeArtifactResponse(facts), signer, algorithm, digest))
    },
  }
}
