import type { Config } from '../config/config.js'
import type { EntityId } from '../domain/ids.js'
import type { Service } from '../domain/service.js'
import type { ArtifactStore } from '../domain/ports/artifact-store.js'
import type { ServiceMessages } from '../domain/ports/service-messages.js'
import type { ReceiveRequest } from '../login/web/sso-routes.js'
import type { BeginUnsolicited } from '../login/web/unsolicited-routes.js'
import type { InboundMessage } from '../saml/bindings/inbound-message.js'
import { inspectRequest, type Inspection } from '../saml/idp/inspect-request.js'
import { createServiceMessages } from '../saml/idp/build-response.js'
import { createRequestReceiver, type RequestReceiverDeps } from '../saml/idp/receive-request.js'
import { unsolicitedRequest } from '../saml/idp/unsolicited-request.js'
import type { ServiceMessagesDeps } from '../saml/idp/sending.js'
import { entityIdOf, ssoLocationOf } from './own-addresses.js'

/** SAML towards services: reads their requests and writes the answers. */
export interface SamlFace {
  readonly receive: ReceiveRequest
  /** Makes every check of a request, to tell how each went. */
  readonly inspect: (read: () => InboundMessage) => Inspection
  readonly messages: ServiceMessages
  /** Begins a login that no service asked for. */
  readonly unsolicited: BeginUnsolicited
}

type SamlParts = Omit<ServiceMessagesDeps, 'entityId'> &
  Pick<RequestReceiverDeps, 'unknownKey' | 'requesterNamed' | 'demandsExtension' | 'isTest'> & {
    readonly artifacts: ArtifactStore
  }

/** Makes the identity provider at the config's address. */
export function createSamlFace(
  config: Pick<Config, 'publicUrl'>,
  { unknownKey, requesterNamed, ...parts }: SamlParts,
): SamlFace {
  const saml = { ...parts, entityId: entityIdOf(config) }
  const deps = { ...saml, ssoLocation: ssoLocationOf(config) }
  const { receive } = createRequestReceiver({
    ...deps,
    ...(unknownKey && { unknownKey }),
    ...(requesterNamed && { requesterNamed }),
  })
  const find = (id: EntityId): Service | undefined => parts.registry.find(id)
  return {
    receive,
    inspect: (read) => inspectRequest(read, { ...deps, find }),
    messages: createServiceMessages(saml),
    unsolicited: (service, wanted) => unsolicitedRequest(service, wanted, deps),
  }
}
