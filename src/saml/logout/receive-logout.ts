import { BrokerError } from '../../domain/error-catalogue.js'
import type { Duration, Instant } from '../../domain/instant.js'
import type { LogoutWay } from '../../domain/logout.js'
import type { AnsweredLogout, AskedLogout } from '../../domain/ports/logout-messages.js'
import type { SigningKeys } from '../../domain/ports/signing-keys.js'
import { REQUEST_AHEAD } from '../../domain/request-age.js'
import { notServed, type Service } from '../../domain/service.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import { createMessageProof, type MessagePlace, type MessageProofDeps } from '../idp/proven-message.js'
import { instantOf, requestHead } from '../idp/validators/request-head.js'
import { isUnspecified } from '../dialects/name-id-uris.js'
import { NS } from '../namespaces.js'
import { decryptElement } from '../xml/decrypt.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../xml/node.js'

export interface LogoutReceiverDeps extends MessageProofDeps {
  readonly keys: SigningKeys
  /** The broker's entityID. */
  readonly entityId: string
  /** The locations of its SingleLogoutService: for the browser, and for the back channel. */
  readonly sloLocation: string
  readonly sloSoapLocation: string
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
}

/**
 * Reads what services send about logouts. Each message is held to what a login's is, and must be signed (SECURITY 9).
 * Throws a local BrokerError that holds the claimed sender.
 *
 * A service that is switched off asks for nothing; its answers are taken, as it is told of logouts all the same.
 */
export interface LogoutReceiver {
  /** A LogoutRequest; `way`: how it came. The caller sees to it that its ID counts once. */
  request(message: InboundMessage, way: LogoutWay): AskedLogout
  /** A LogoutResponse. The caller knows what was asked. */
  answer(message: InboundMessage, way: LogoutWay): AnsweredLogout
}

export function createLogoutReceiver(deps: LogoutReceiverDeps): LogoutReceiver {
  const proven = createMessageProof(deps)
  return {
    request(message, way) {
      const { root, service } = proven(message, 'LogoutRequest', placeOf(way, deps))
      const fault = notServed(service, deps.clock.now(), deps.metadataGrace)
      // check: a-disabled-service-ends-no-session
      if (fault !== null) throw new BrokerError(fault).claimedBy(service.entityId)
      // check: a-logout-request-ends
      if (hasEnded(root, deps.clock.now())) throw new BrokerError('saml-too-old', 'NotOnOrAfter')
      return {
        service: service.entityId,
        requestId: requestHead(root, 'LogoutRequest').id,
        fingerprint: message.fingerprint,
        relayState: message.relayState,
        binding: way,
        subject: subjectOf(root, service, deps),
        sessionIndexes: childrenNamed(root, NS.protocol, 'SessionIndex').map(textOf),
      }
    },
    answer(message, way) {
      const { root, service } = proven(message, 'LogoutResponse', placeOf(way, deps))
      return {
        service: service.entityId,
        inResponseTo: attribute(root, 'InResponseTo') ?? '',
        isDone: isSuccess(root),
      }
    },
  }
}

/** A message through the browser names its place; in the back channel it may name none. */
const placeOf = (way: LogoutWay, { sloLocation, sloSoapLocation }: LogoutReceiverDeps): MessagePlace =>
  way === 'soap' ? { location: sloSoapLocation, mayBeUnnamed: true } : { location: sloLocation, mayBeUnnamed: false }

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
