import { BrokerError } from '../../domain/error-catalogue.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Service } from '../../domain/service.js'
import { permittedWeak, type WeakAlgorithm, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import { attribute, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { validateSchema } from '../xml/schema.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { perService } from './per-service.js'
import { claimIn, keysOf } from './receive-request.js'
import { REQUEST_SIZE } from './request-size.js'
import { isTimely, issueInstant, requestHead, type MessageName } from './validators/request-head.js'
import { checkSender } from './validators/sender-signature.js'

export interface MessageProofDeps {
  readonly registry: ServiceRegistry
  readonly clock: Clock
  /** Is told of a message that an operator's exception let in. */
  readonly weakUsed?: WeakAlgorithmUsed
  /** True: the deployment is for trying out, where some exceptions need no end. */
  readonly isTest?: boolean
}

/** Where a message has to be sent to. */
export interface MessagePlace {
  readonly location: string
  /** In the back channel a message may name no place (saml-bindings §3.2). */
  readonly mayBeUnnamed: boolean
}

export interface ProvenMessage {
  /** The tree to read from, of the verified bytes. */
  readonly root: XmlElement
  readonly service: Service
}

export type ProveMessage = (message: InboundMessage, name: MessageName, place: MessagePlace) => ProvenMessage

/**
 * Proves a message that services must always sign (SECURITY 9), as strictly as a login's request: XML, schema, one of each ID,
 * registered sender, its signature, Destination, time. Throws a local BrokerError that holds the claimed sender.
 */
export function createMessageProof(deps: MessageProofDeps): ProveMessage {
  const { registry, clock } = deps
  const signingKeys = perService(keysOf)
  const prove = (message: InboundMessage, read: XmlElement, name: MessageName, place: MessagePlace): ProvenMessage => {
    // check: proven-messages-follow-the-schema
    validateSchema(message.xml, 'protocol')
    checkUniqueIds(read)
    const service = registry.find(requestHead(read, name).issuer)
    if (!service) throw new BrokerError('saml-unknown-service')
    const exception = {
      permitted: permittedWeak(service.settings, clock.now(), deps.isTest),
      used: (algorithm: WeakAlgorithm) => deps.weakUsed?.(service.entityId, algorithm),
    }
    const { request: root, signed } = checkSender(message, read, service, signingKeys(service), exception)
    // check: every-proven-message-is-signed
    if (!signed) throw new BrokerError('saml-signature-missing', `${name} is always signed`)
    if (requestHead(root, name).issuer !== service.entityId) throw new BrokerError('saml-signature', 'Issuer')
    checkPlace(root, place)
    // check: a-proven-message-has-a-time
    if (!isTimely(issueInstant(root), clock.now())) throw new BrokerError('saml-too-old')
    return { root, service }
  }
  return (message, name, place) => {
    const read = parseXml(message.xml, REQUEST_SIZE)
    try {
      return prove(message, read, name, place)
    } catch (error) {
      throw error instanceof BrokerError ? error.claimedBy(claimIn(read, registry)) : error
    }
  }
}

/** A signed message names the place that it is sent to, as an exact string (saml-bindings §3.4.5.2, §3.5.5.2). */
function checkPlace(root: XmlElement, { location, mayBeUnnamed }: MessagePlace): void {
  const destination = attribute(root, 'Destination')
  if (destination === null && mayBeUnnamed) return
  // check: a-proven-message-is-for-this-place
  if (destination !== location) {
    throw new BrokerError('saml-destination', destination === null ? 'missing' : 'another address')
  }
}
