import { partnerPublicKey } from '../../crypto/partner-key.js'
import { BrokerError, type ErrorCode } from '../../domain/errors.js'
import type { SamlReply } from '../../domain/login.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { Requirements } from '../../domain/requirements.js'
import type { ServiceProvider } from '../../domain/service-provider.js'
import { permittedWeak, type WeakAlgorithm, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import type { Dialects } from '../dialects/dialect.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { validateSchema } from '../xml/schema.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { perService } from './per-service.js'
import { REQUEST_LIMITS } from './request-limits.js'
import { requirementsFrom } from './requirements-from.js'
import { provenAcs } from './validators/acs.js'
import { checkAuthnContext, classesAsked } from './validators/authn-context.js'
import { checkDestination } from './validators/destination.js'
import { checkEncryption } from './validators/encryption.js'
import { isTimely, issueInstant } from './validators/issue-instant.js'
import { checkNameIdPolicy } from './validators/name-id-policy.js'
import type { LocalValidator, RequestContext, ReturnableValidator } from './validators/request-context.js'
import { requestHead } from './validators/request-head.js'
import { checkAttributeIndex } from './validators/requested-attributes.js'
import { checkScoping } from './validators/scoping.js'
import { checkSender } from './validators/sender-signature.js'
import { checkServiceActive } from './validators/service-active.js'
import { checkSubject } from './validators/subject.js'

/** A proven request: sender and return address hold. */
export interface ReceivedRequest {
  readonly service: ServiceProvider
  readonly requirements: Requirements
  readonly reply: SamlReply
  readonly requestId: string
  /** Issued at most 5 min ago and 3 min ahead. The caller looks for a repeat of the same bytes first. */
  readonly timely: boolean
  /** The status that the service gets at once, without a page; null: the login may begin. */
  readonly refusal: ErrorCode | null
}

export interface RequestReceiverDeps {
  readonly registry: ServiceRegistry
  readonly clock: Clock
  readonly dialects: Dialects
  /** The broker's entityID, and the one Location of its SingleSignOnService for both bindings. */
  readonly entityId: string
  readonly ssoLocation: string
  /** Told of a request that an operator's exception let in. */
  readonly weakUsed?: WeakAlgorithmUsed
}

export interface RequestReceiver {
  /**
   * Checks a message in this order: XML, schema, shape, registered, sender's signature, active, Destination, ACS,
   * IssueInstant's form; each throws its local BrokerError. Then come the faults that the service is told of.
   */
  receive(message: InboundMessage): ReceivedRequest
}

/** Refuse locally, once the sender is checked. */
const LOCAL: readonly LocalValidator[] = [checkServiceActive, checkDestination]

/** Told to the service; the first one that finds a fault decides. */
const RETURNABLE: readonly ReturnableValidator[] = [
  checkSubject,
  checkNameIdPolicy,
  checkAttributeIndex,
  checkAuthnContext,
  checkScoping,
  checkEncryption,
]

export function createRequestReceiver(deps: RequestReceiverDeps): RequestReceiver {
  const { registry, clock, dialects, entityId, ssoLocation } = deps
  const signingKeys = perService(({ metadata }) =>
    metadata.keys.filter(({ use }) => use !== 'encryption').map(partnerPublicKey),
  )

  function provenSender(message: InboundMessage): RequestContext {
    const root = parseXml(message.xml, REQUEST_LIMITS)
    validateSchema(message.xml, 'protocol')
    checkUniqueIds(root)
    const { issuer } = requestHead(root)
    const service = registry.find(issuer)
    if (!service) throw new BrokerError('saml-unknown-service')
    const exception = {
      permitted: permittedWeak(service.settings, clock.now()),
      used: (algorithm: WeakAlgorithm) => deps.weakUsed?.(service.entityId, algorithm),
    }
    const { request, signed } = checkSender(message, root, service, signingKeys(service), exception)
    // The verified bytes speak for themselves: whose keys were used must be who they say they are.
    if (requestHead(request).issuer !== service.entityId) throw new BrokerError('saml-signature', 'Issuer')
    return { request, signed, service, dialect: dialects.get(service.settings.dialect), entityId, ssoLocation }
  }

  return {
    receive(message) {
      const context = provenSender(message)
      LOCAL.forEach((check) => check(context))
      const { location } = provenAcs(context)
      const issued = issueInstant(context.request)
      const { id } = requestHead(context.request)
      return {
        service: context.service,
        requirements: requirementsFrom(context),
        reply: replyTo(message, context.request, id, location),
        requestId: id,
        timely: isTimely(issued, clock.now()),
        refusal: firstRefusal(context),
      }
    },
  }
}

function firstRefusal(context: RequestContext): ErrorCode | null {
  for (const check of RETURNABLE) {
    const code = check(context)
    if (code) return code
  }
  return null
}

function replyTo(message: InboundMessage, request: XmlElement, requestId: string, acsLocation: string): SamlReply {
  const policy = childNamed(request, NS.protocol, 'NameIDPolicy')
  return {
    kind: 'saml',
    requestId,
    acsLocation,
    relayState: message.relayState,
    classes: classesAsked(request),
    fingerprint: message.fingerprint,
    spNameQualifier: policy && attribute(policy, 'SPNameQualifier'),
  }
}
