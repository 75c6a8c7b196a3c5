import type { Random } from '../../domain/ports/random.js'
import type { Service } from '../../domain/service.js'
import type { WantedLogin } from '../../domain/unsolicited.js'
import { ownRequest, type PlainRequestDeps } from './plain-request.js'
import { readProven, type ReceivedRequest } from './receive-request.js'

interface Deps extends PlainRequestDeps {
  readonly random: Random
}

/**
 * What a login needs that no service asked for: what a request would ask that names nothing but the service and, where it
 * is wanted, one of its addresses. Its answer is in reply to nothing (saml-profiles §4.1.5). Throws as `readProven`.
 */
export function unsolicitedRequest(service: Service, { acs, target }: WantedLogin, deps: Deps): ReceivedRequest {
  const context = ownRequest(service, acs === null ? {} : { AssertionConsumerServiceURL: acs }, deps)
  const received = readProven({ relayState: target, fingerprint: deps.random.id() }, context)
  return { ...received, reply: { ...received.reply, unsolicited: true } }
}
