import { BrokerError } from '../../domain/error-catalogue.js'
import type { Duration } from '../../domain/instant.js'
import type { AskedArtifact } from '../../domain/ports/artifact-messages.js'
import { notServed } from '../../domain/service.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import { createMessageProof, type MessageProofDeps } from '../idp/proven-message.js'
import { requestHead } from '../idp/validators/request-head.js'
import { NS } from '../namespaces.js'
import { childNamed, textOf } from '../xml/node.js'
import { handleOf } from './artifact-code.js'

export interface ResolveReceiverDeps extends MessageProofDeps {
  /** The broker's entityID. */
  readonly entityId: string
  /** The location of its ArtifactResolutionService. */
  readonly artifactLocation: string
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
}

/**
 * Reads the ArtifactResolve of a service (saml-core §3.5.1), which is always signed. The caller sees to it that its ID counts
 * once. Throws a local BrokerError that holds the claimed sender.
 */
export type ReceiveResolve = (message: InboundMessage) => AskedArtifact

export function createResolveReceiver(deps: ResolveReceiverDeps): ReceiveResolve {
  const { entityId, artifactLocation, clock, metadataGrace } = deps
  const proven = createMessageProof(deps)
  return (message) => {
    const { root, service } = proven(message, 'ArtifactResolve', { location: artifactLocation, mayBeUnnamed: true })
    const fault = notServed(service, clock.now(), metadataGrace)
    // check: a-disabled-service-resolves-nothing
    if (fault !== null) throw new BrokerError(fault).claimedBy(service.entityId)
    const artifact = childNamed(root, NS.protocol, 'Artifact')
    return {
      service: service.entityId,
      requestId: requestHead(root, 'ArtifactResolve').id,
      handle: artifact && handleOf(textOf(artifact), entityId),
    }
  }
}
