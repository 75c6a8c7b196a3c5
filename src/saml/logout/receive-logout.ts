import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import type { LogoutWay } from '../../domain/logout.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { AnsweredLogout, AskedLogout } from '../../domain/ports/logout-messages.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { SigningKeys } from '../../domain/ports/signing-keys.js'
import { REQUEST_AHEAD } from '../../domain/request-age.js'
import type { Service } from '../../domain/service.js'
import { permittedWeak, type WeakAlgorithm, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import { perService } from '../idp/per-service.js'
import { claimIn, keysOf } from '../idp/receive-request.js'
import { REQUEST_SIZE } from '../idp/request-size.js'
import { instantOf, isTimely, issueInstant, requestHead, type MessageName } from '../idp/validators/request-head.js'
import { checkSender } from '../idp/validators/sender-signature.js'
import { isUnspecified } from '../dialects/name-id-uris.js'
import { NS } from '../namespaces.js'
import { decryptElement } from '../xml/decrypt.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { validateSchema } from '../xml/schema.js'
import { checkUniqueIds } from '../xml/unique-ids.js'

export interface LogoutReceiverDeps {
  readonly registry: ServiceRegistry
  readonly clock: Clock
  readonly keys: SigningKeys
  /** The broker's entityID. */
  readonly entityId: string
  /** The locations of its SingleLogoutService: for the browser, and for the back channel. */
  readonly sloLocation: string
  readonly sloSoapLocation: string
  /** Is told of a message that an operator's exception let in. */
  readonly weakUsed?: WeakAlgorithmUsed
}

/**
 * Reads what services send about logouts. Each message is held to what a login's is, and must be signed (SECURITY 9):
 * XML, schema, one of each ID, registered sender, its signature, Destination, time. Throws a local BrokerError that holds
 * the claimed sender.
 */
export interface LogoutReceiver {
  /** A LogoutRequest; `way`: how it came. The caller sees to it that its ID counts once. */
  request(message: InboundMessage, way: LogoutWay): AskedLogout
  /** A LogoutResponse. The caller knows what was asked. */
  answer(message: InboundMessage, way: LogoutWay): AnsweredLogout
}

export function createLogoutReceiver(deps: LogoutReceiverDeps): LogoutReceiver {
  const proven = createProof(deps)
  return {
    request(message, way) {
      const { root, service } = proven(message, 'LogoutRequest', way)
      // check: a-logout-request-ends
      if (hasEnded(root, deps.clock.now())) throw new BrokerError('saml-too-old', 'NotOnOrAfter')
      return {
        service: service.entityId,
        requestId: requestHead(root, 'LogoutRequest').id,
        relayState: message.relayState,
        binding: way,
        subject: subjectOf(root, service, deps),
        sessionIndexes: childrenNamed(root, NS.protocol, 'SessionIndex').map(textOf),
      }
    },
    answer(message, way) {
      const { root, service } = proven(message, 'LogoutResponse', way)
      return {
        service: service.entityId,
        inResponseTo: attribute(root, 'InResponseTo') ?? '',
        isDone: isSuccess(root),
      }
    },
  }
}

interface Proven {
  /** The tree to read from, of the verified bytes. */
  readonly root: XmlElement
  readonly service: Service
}

function createProof(deps: LogoutReceiverDeps): (message: InboundMessage, name: MessageName, way: LogoutWay) => Proven {
  const { registry, clock } = deps
  const signingKeys = perService(keysOf)
  const prove = (message: InboundMessage, read: XmlElement, name: MessageName, way: LogoutWay): Proven => {
    // check: logout-messages-follow-the-schema
    validateSchema(message.xml, 'protocol')
    checkUniqueIds(read)
    const service = registry.find(requestHead(read, name).issuer)
    if (!service) throw new BrokerError('saml-unknown-service')
    const exception = {
      permitted: permittedWeak(service.settings, clock.now()),
      used: (algorithm: WeakAlgorithm) => deps.weakUsed?.(service.entityId, algorithm),
    }
    const { request: root, signed } = checkSender(message, read, service, signingKeys(service), exception)
    // check: every-logout-message-is-signed
    if (!signed) throw new BrokerError('saml-signature-missing', 'a logout is always signed')
    if (requestHead(root, name).issuer !== service.entityId) throw new BrokerError('saml-signature', 'Issuer')
    checkPlace(root, way, deps)
    // check: a-logout-message-has-a-time
    if (!isTimely(issueInstant(root), clock.now())) throw new BrokerError('saml-too-old')
    return { root, service }
  }
  return (message, name, way) => {
    const read = parseXml(message.xml, REQUEST_SIZE)
    try {
      return prove(message, read, name, way)
    } catch (error) {
      throw error instanceof BrokerError ? error.claimedBy(claimIn(read, registry)) : error
    }
  }
}

/**
 * A signed message through the browser names this SingleLogoutService, as an exact string (saml-bindings §3.4.5.2,
 * §3.5.5.2); in the back channel it may name none.
 */
function checkPlace(root: XmlElement, way: LogoutWay, { sloLocation, sloSoapLocation }: LogoutReceiverDeps): void {
  const destination = attribute(root, 'Destination')
  if (destination === null && way === 'soap') return
  // check: a-logout-message-is-for-this-place
  if (destination !== (way === 'soap' ? sloSoapLocation : sloLocation)) {
    throw new BrokerError('saml-destination', destination === null ? 'missing' : 'another address')
  }
}

function hasEnded(request: XmlElement, now: Instant): boolean {
  const end = attribute(request, 'NotOnOrAfter')
  return end !== null && instantOf(end, 'NotOnOrAfter') + REQUEST_AHEAD <= now
}

/** The NameID of a request as we gave it to this service; null if it names nobody that way. */
function subjectOf(root: XmlElement, service: Service, { keys, entityId }: LogoutReceiverDeps): AskedLogout['subject'] {
  const encrypted = childNamed(root, NS.assertion, 'EncryptedID')
  const nameId = encrypted ? decryptElement(encrypted, keys.decrypters()) : childNamed(root, NS.assertion, 'NameID')
  if (nameId?.namespace !== NS.assertion || nameId.name !== 'NameID') return null
  const isOf = (name: string, expected: string): boolean => (attribute(nameId, name) ?? expected) === expected
  // check: a-logout-names-the-citizen-as-we-did
  if (!isOf('NameQualifier', entityId) || !isOf('SPNameQualifier', service.entityId)) return null
  const format = attribute(nameId, 'Format')
  return { nameId: textOf(nameId), format: format === null || isUnspecified(format) ? null : format }
}

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

/** Whether it logged the citizen out: Success, and no more to be said (saml-core §3.7.3.2). */
function isSuccess(response: XmlElement): boolean {
  const status = childNamed(response, NS.protocol, 'Status')
  const code = status && childNamed(status, NS.protocol, 'StatusCode')
  if (code === null || attribute(code, 'Value') !== `${STATUS}Success`) return false
  // check: a-partial-logout-is-none
  return childrenNamed(code, NS.protocol, 'StatusCode').length === 0
}
