import { isPast } from '../../domain/past.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { Instant } from '../../domain/instant.js'
import type { ServiceKey, ServiceMetadata } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childrenNamed, isTrue, textOf, type XmlElement } from '../xml/node.js'
import type { ReadFinding } from '../../domain/read-finding.js'
import { entityAttributesOf, extensionsOf, subjectIdAskedOf } from './entity-attributes.js'
import type { Report } from './finding.js'
import type { ReadCertificate } from './key-info.js'
import { reportOwnSignature, reportSigningMethods } from './service-algorithms.js'
import { readConsumingServices } from './service-attributes.js'
import { readConsumerServices, readLogoutServices } from './service-endpoints.js'
import { encryptionAnnounced, readKeys } from './service-keys.js'
import { partsRead } from './parts-read.js'
import { logoOf } from './service-logo.js'
import { displayNamesOf, errorUrlOf, linksOf, uiElements } from './service-texts.js'
import { earliest, validUntilOf } from './valid-until.js'

export interface EntityReading {
  readonly metadata: ServiceMetadata
  readonly findings: readonly ReadFinding[]
}

export interface EntityContext {
  readonly entityId: string
  readonly now: Instant
  readonly allowHttpLoopback: boolean
  readonly certificate: ReadCertificate
  /** The validUntil of what encloses the entity, or null. */
  readonly validUntil: Instant | null
}

/** An entity that the schema has not looked at yet. */
export interface OpenedEntity {
  /** What is read of it: this has to follow the schema before `read`. */
  readonly parts: XmlElement
  /** Throws OperatorError with the rule that refuses this entity. */
  readonly read: () => EntityReading
}

/**
 * Opens one EntityDescriptor, to read what it says of a service, from its first SPSSODescriptor that speaks SAML 2.0.
 * Throws OperatorError with the rule that refuses this entity.
 */
export function openServiceEntity(entity: XmlElement, context: EntityContext): OpenedEntity {
  const { entityId, allowHttpLoopback } = context
  const findings: ReadFinding[] = []
  const role = serviceRole(entity, entityId)
  const consumers = readConsumerServices(role, entityId, allowHttpLoopback, (finding) => findings.push(finding))
  return {
    parts: partsRead(entity, role, allowHttpLoopback),
    read: () => readEntity({ entity, role, consumers, findings }, context),
  }
}

interface EntityParts {
  readonly entity: XmlElement
  readonly role: XmlElement
  readonly consumers: ServiceMetadata['assertionConsumerServices']
  /** Those of the consumers; the others follow. */
  readonly findings: ReadFinding[]
}

function readEntity({ entity, role, consumers, findings }: EntityParts, context: EntityContext): EntityReading {
  const { entityId, allowHttpLoopback } = context
  const report: Report = (finding) => findings.push(finding)
  const validUntil = notExpired(entity, role, context)
  const keys = readKeys(role, context, report)
  const attributeConsumingServices = readConsumingServices(role, entityId)
  const subjectIdAsked = subjectIdAskedOf(entity)
  const errorUrl = errorUrlOf(role, report)
  const logo = logoOf(uiElements(role, 'Logo'), allowHttpLoopback, report)
  const metadata: ServiceMetadata = {
    assertionConsumerServices: consumers,
    singleLogoutServices: readLogoutServices(role, allowHttpLoopback, report),
    keys,
    encryptionAnnounced: encryptionAnnounced(role, keys, report),
    nameIdFormats: childrenNamed(role, NS.metadata, 'NameIDFormat').map(textOf),
    attributeConsumingServices,
    authnRequestsSigned: signsRequests(role, keys, entityId),
    signingMethods: algorithmsOf('SigningMethod', entity, role),
    digestMethods: algorithmsOf('DigestMethod', entity, role),
    displayNames: displayNamesOf(entity, role, attributeConsumingServices),
    privacyUrls: linksOf(role, 'PrivacyStatementURL', report),
    informationUrls: linksOf(role, 'InformationURL', report),
    ...(errorUrl !== null && { errorUrl }),
    ...(logo && { logo }),
    entityAttributes: entityAttributesOf(entity),
    ...(subjectIdAsked && { subjectIdAsked }),
    validUntil,
  }
  reportSigningMethods(metadata, report)
  if (keys.some(({ use }) => use !== 'encryption')) reportOwnSignature(entity, report)
  return { metadata, findings }
}

/** The first role of this kind that speaks SAML 2.0. */
export const roleIn = (entity: XmlElement, name: 'SPSSODescriptor' | 'IDPSSODescriptor'): XmlElement | undefined =>
  childrenNamed(entity, NS.metadata, name).find((role) =>
    // check: a-role-speaks-saml-2
    (attribute(role, 'protocolSupportEnumeration') ?? '').split(' ').includes(NS.protocol),
  )

function serviceRole(entity: XmlElement, entityId: string): XmlElement {
  const role = roleIn(entity, 'SPSSODescriptor')
  if (role) return role
  throw new OperatorError('metadata-no-service', `${entityId}: it has no SPSSODescriptor for SAML 2.0`)
}

/** When the entity ends, or null. Throws OperatorError if that has passed. */
export function notExpired(
  entity: XmlElement,
  role: XmlElement,
  { entityId, now, validUntil }: Omit<EntityContext, 'allowHttpLoopback' | 'certificate'>,
): Instant | null {
  const until = earliest(validUntil, validUntilOf(entity, entityId), validUntilOf(role, `${entityId}: ${role.name}`))
  // check: an-expired-role-is-refused
  if (isPast(until, now)) {
    throw new OperatorError('metadata-expired', `${entityId}: it was valid until ${new Date(until ?? 0).toISOString()}`)
  }
  return until
}

function signsRequests(role: XmlElement, keys: readonly ServiceKey[], entityId: string): boolean {
  const signs = isTrue(role, 'AuthnRequestsSigned')
  // check: who-signs-has-a-key
  if (signs && !keys.some(({ use }) => use !== 'encryption')) {
    throw new OperatorError(
      'metadata-no-signing-key',
      `${entityId}: it says AuthnRequestsSigned but has no signing key`,
    )
  }
  return signs
}

/** The algorithms that the role names, else those that the entity names (SAML metadata algorithm support §2.3). */
function algorithmsOf(name: 'SigningMethod' | 'DigestMethod', entity: XmlElement, role: XmlElement): readonly string[] {
  const [ofRole, ofEntity] = [role, entity].map((parent) =>
    extensionsOf(parent, NS.algorithms, name).map((each) => attribute(each, 'Algorithm') ?? ''),
  )
  return ofRole && ofRole.length > 0 ? ofRole : (ofEntity ?? [])
}
