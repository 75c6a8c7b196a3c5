import type { KeyObject } from 'node:crypto'
import { servicePublicKey } from '../../crypto/service-key.js'
import { claimedIssuer } from '../../domain/claimed-issuer.js'
import { BrokerError, type ErrorCode } from '../../domain/error-catalogue.js'
import { entityId, type EntityId } from '../../domain/ids.js'
import type { Duration, Instant } from '../../domain/instant.js'
import type { SamlReply } from '../../domain/login.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ServiceRegistry } from '../../domain/ports/service-registry.js'
import type { RequestRule } from '../../domain/request-rules.js'
import type { Requirements } from '../../domain/requirements.js'
import type { AssertionConsumerService, Service } from '../../domain/service.js'
import { permittedWeak, type WeakAlgorithm, type WeakAlgorithmUsed } from '../../domain/weak-algorithms.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import type { Dialect, Dialects, ExtensionAsked } from '../dialects/dialect.js'
import { NS } from '../namespaces.js'
import { childrenNamed, isText, textOf, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { validateSchema } from '../xml/schema.js'
import { validateElement } from '../xml/validate-element.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { perService } from './per-service.js'
import { REQUEST_SIZE } from './request-size.js'
import { requirementsFrom } from './requirements-from.js'
import { provenAcs } from './validators/acs.js'
import { checkEncryption } from './validators/encryption.js'
import { checkExtension } from './validators/extension.js'
import { checkServiceActive } from './validators/service-active.js'
import { checkAuthnContext, classesAsked } from './validators/authn-context.js'
import {
  checkDestination,
  checkRequester,
  checkScoping,
  isTimely,
  issueInstant,
  requestHead,
  requestersNamed,
} from './validators/request-head.js'
import { checkNameIdPolicy, checkSubject } from './validators/name-id-policy.js'
import type { LocalValidator, RequestContext, ReturnableValidator } from './validators/request-context.js'
import { childAsked } from './validators/requester.js'
import { checkAttributeIndex } from './validators/requested-attributes.js'
import { checkSender } from './validators/sender-signature.js'

/** A proven request: its sender and its return address hold. */
export interface ReceivedRequest {
  readonly service: Service
  readonly requirements: Requirements
  readonly reply: SamlReply
  readonly requestId: string
  /** Its IssueInstant. */
  readonly issuedAt: Instant
  /**
   * True if it was issued at most 5 min ago and 3 min ahead. The caller first looks whether it repeats the same bytes.
   */
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
  /** True: requests of a dialect with an extension of its own must have the newest one. Absent: they may. */
  readonly demandsExtension?: boolean
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** Is told of a signature that no key of a registered service verifies: its metadata may be out of date. */
  readonly unknownKey?: (service: Service) => void
  /** Is told of a request that an operator's exception let in. */
  readonly weakUsed?: WeakAlgorithmUsed
  /** True: the deployment is for trying out, where some exceptions need no end. */
  readonly isTest?: boolean
  /**
   * Is told of a RequesterID: of a portal that has no child services it counts for nothing, another one may not name this
   * service (`denied`).
   */
  readonly requesterNamed?: (service: Service, went: 'ignored' | 'denied', named: EntityId) => void
}

export interface RequestReceiver {
  /**
   * Checks a message in this order: XML, schema, shape, registered, sender's signature, active, Destination, ACS, form
   * of IssueInstant. Each of these throws a local BrokerError that holds the claimed sender. After them come the faults
   * that the service is told of.
   */
  readonly receive: (message: InboundMessage) => ReceivedRequest
}

/** These checks refuse locally, once the sender is checked. */
// check: a-disabled-service-is-refused
// check: destination-is-checked
export const LOCAL: readonly (readonly [RequestRule, LocalValidator])[] = [
  ['active', checkServiceActive],
  ['destination', checkDestination],
]

/** These faults are told to the service; the first check that finds one decides. */
export const RETURNABLE: readonly (readonly [RequestRule, ReturnableValidator])[] = [
  // check: a-subject-is-honoured-or-refused
  ['subject', checkSubject],
  // check: a-name-id-policy-is-kept-or-refused
  ['name-id', checkNameIdPolicy],
  // check: a-faulty-extension-is-refused
  ['extension', (context) => context.extension && checkExtension(context)],
  // check: an-unknown-attribute-index-is-refused
  ['attributes', checkAttributeIndex],
  // check: unknown-classes-alone-are-refused
  ['authn-context', checkAuthnContext],
  // check: another-provider-is-not-played
  ['scoping', checkScoping],
  // check: a-denied-requester-is-told-to-the-service
  ['requester', checkRequester],
  ['encryption', checkEncryption],
]

export function createRequestReceiver(deps: RequestReceiverDeps): RequestReceiver {
  const { registry, clock, dialects, ssoLocation } = deps
  const signingKeys = perService(keysOf)

  function provenSender(message: InboundMessage, root: XmlElement): RequestContext {
    checkSchema(message, root, deps)
    // check: every-id-of-a-request-is-one-of-a-kind
    checkUniqueIds(root)
    const { issuer } = requestHead(root)
    const service = registry.find(issuer)
    // check: the-sender-is-registered
    if (!service) throw new BrokerError('saml-unknown-service')
    const exception = {
      // check: an-exception-is-of-the-sender-and-of-now
      permitted: permittedWeak(service.settings, clock.now(), deps.isTest),
      used: (algorithm: WeakAlgorithm) => deps.weakUsed?.(service.entityId, algorithm),
    }
    const dialect = dialects.get(service.settings.dialect)
    const { request, signed } = tellingOfUnknown(service, deps.unknownKey, () =>
      checkSender(message, root, service, signingKeys(service), exception, dialect),
    )
    // check: whoever-demands-the-extension-demands-a-signature
    if (deps.demandsExtension && dialect.extension && !signed)
      throw new BrokerError('akdb-request-not-signed', 'demanded by dialects.akdb.version2Only')
    // The Issuer is read again from the verified bytes: it must be the service whose keys were used.
    // check: the-verified-bytes-name-the-sender
    if (requestHead(request).issuer !== service.entityId) throw new BrokerError('saml-signature', 'Issuer')
    const extension = extensionOf(dialect, { request, signed }, deps.demandsExtension)
    const spoken = { dialect, extension, entityId: deps.entityId, ssoLocation }
    const lookUp = { find: (id: EntityId) => registry.find(id), now: clock.now(), metadataGrace: deps.metadataGrace }
    const named = requestersNamed(request, service)
    const child = named.length === 0 ? null : childAsked(named, service, dialects, lookUp)
    tellOfRequester(named, service, child, deps)
    // check: the-request-is-read-from-the-verified-tree
    return { request, signed, service, child, now: lookUp.now, metadataGrace: lookUp.metadataGrace, ...spoken }
  }

  return {
    receive(message) {
      const root = parseXml(message.xml, REQUEST_SIZE)
      try {
        return readProven(message, provenSender(message, root))
      } catch (error) {
        throw error instanceof BrokerError ? error.claimedBy(claimIn(root, registry)) : error
      }
    },
  }
}

function tellOfRequester(
  [named]: readonly EntityId[],
  service: Service,
  child: RequestContext['child'],
  { requesterNamed }: Pick<RequestReceiverDeps, 'requesterNamed'>,
): void {
  if (named === undefined || (child !== null && child !== 'denied')) return
  requesterNamed?.(service, child === null ? 'ignored' : 'denied', named)
}

/** The keys that a service may have signed with. */
export const keysOf = ({ metadata }: Service): readonly KeyObject[] =>
  // check: encryption-keys-verify-nothing
  metadata.keys.filter(({ use }) => use !== 'encryption').map(servicePublicKey)

/** A signature that does not hold refuses the request all the same; the next one may find newer metadata. */
function tellingOfUnknown<Checked>(
  service: Service,
  tell: RequestReceiverDeps['unknownKey'],
  check: () => Checked,
): Checked {
  try {
    return check()
  } catch (error) {
    if (error instanceof BrokerError && error.code === 'saml-signature') tell?.(service)
    throw error
  }
}

/** Whoever a message claims to be from, and how they speak. */
interface SenderLookUp extends Pick<RequestReceiverDeps, 'dialects'> {
  readonly registry: Pick<ServiceRegistry, 'find'>
}

/**
 * Checks a request against SAML's schema, or against what a dialect relaxes of it where the claimed sender speaks that
 * one: its signature shows afterwards that it is the sender. Throws `saml-schema`.
 */
export function checkSchema({ xml }: InboundMessage, root: XmlElement, { registry, dialects }: SenderLookUp): void {
  try {
    // check: requests-follow-the-schema
    validateSchema(xml, 'protocol')
  } catch (error) {
    const claimed = claimIn(root, registry)
    const sender = claimed === null ? undefined : registry.find(entityId(claimed))
    const relaxed = sender && dialects.get(sender.settings.dialect).extension?.relaxed(root)
    if (!relaxed) throw error
    // check: what-is-relaxed-follows-the-schema-otherwise
    validateElement(relaxed, 'protocol')
  }
}

/** What a request asks by the extension of its dialect; only what the sender signed counts (BundID §9). */
export const extensionOf = (
  { extension }: Dialect,
  { request, signed }: Pick<RequestContext, 'request' | 'signed'>,
  demanded = false,
): ExtensionAsked | null =>
  // check: an-unsigned-extension-counts-for-nothing
  signed ? (extension?.read(request, demanded) ?? null) : null

/** What lies beside the XML of a message. */
type Said = Pick<InboundMessage, 'relayState' | 'fingerprint'>

/** Reads what a message of a proven sender asks for, once its return address is proven too. */
export function readProven(message: Said, context: RequestContext): ReceivedRequest {
  for (const [, check] of LOCAL) check(context)
  const acs = provenAcs(context)
  const issued = issueInstant(context.request)
  const { id } = requestHead(context.request)
  return {
    service: context.service,
    requirements: requirementsFrom(context),
    reply: replyTo(message, context, id, acs),
    requestId: id,
    issuedAt: issued,
    // check: a-request-has-a-time
    timely: isTimely(issued, context.now),
    refusal: firstRefusal(context),
  }
}

/** The sender that a message claims, for the log and for the error page's way back. Nothing of it is proven. */
export function claimIn(root: XmlElement, registry: Pick<ServiceRegistry, 'find'>): string | null {
  const [issuer, ...others] = childrenNamed(root, NS.assertion, 'Issuer')
  if (!issuer || others.length > 0 || !isText(issuer)) return null
  const name = textOf(issuer)
  return registry.find(entityId(name))?.entityId ?? claimedIssuer(name)
}

function firstRefusal(context: RequestContext): ErrorCode | null {
  for (const [, check] of RETURNABLE) {
    const code = check(context)
    if (code) return code
  }
  return null
}

function replyTo(
  message: Said,
  { request, extension }: RequestContext,
  requestId: string,
  acs: AssertionConsumerService,
): SamlReply {
  return {
    kind: 'saml',
    requestId,
    acsLocation: acs.location,
    ...(acs.binding === 'artifact' && { binding: acs.binding }),
    ...(extension && { extension: extension.answer }),
    relayState: message.relayState,
    classes: classesAsked(request),
    fingerprint: message.fingerprint,
  }
}
