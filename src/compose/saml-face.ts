import type { Config } from '../config/config.js'
import type { ServiceMessages } from '../domain/ports/service-messages.js'
import type { ReceiveRequest } from '../login/web/sso-routes.js'
import { createServiceMessages } from '../saml/idp/build-response.js'
import { createRequestReceiver } from '../saml/idp/receive-request.js'
import type { ServiceMessagesDeps } from '../saml/idp/sending.js'
import { entityIdOf, ssoLocationOf } from './own-addresses.js'

/** SAML towards services: reads their requests and writes the answers. */
export interface SamlFace {
  readonly receive: ReceiveRequest
  readonly messages: ServiceMessages
}

/** Makes the identity provider at the config's address. */
export function createSamlFace(
  config: Pick<Config, 'publicUrl'>,
  parts: Omit<ServiceMessagesDeps, 'entityId'>,
): SamlFace {
  const saml = { ...parts, entityId: entityIdOf(config) }
  const receiver = createRequestReceiver({ ...saml, ssoLocation: ssoLocationOf(config) })
  return { receive: receiver.receive, messages: createServiceMessages(saml) }
}
