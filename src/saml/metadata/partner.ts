import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceMetadata } from '../../domain/service-provider.js'
import { attribute, elements, type XmlElement } from '../xml/node.js'
import { NS } from '../namespaces.js'
import { quoted, type Finding } from './finding.js'
import { asOperatorError } from './shape-fault.js'
import { readPartnerDocument } from './partner-document.js'
import { readPartnerEntity } from './partner-entity.js'
import { earliest, validUntilOf } from './valid-until.js'

export interface PartnerOptions {
  /** PEM certificate of who must have signed the file, or null: then a signature is not looked at. */
  readonly signer: string | null
  readonly now: Instant
  /** The broker's entityID, which no service may take. */
  readonly ownEntityId: string
  /** Whether http is accepted for loopback hosts: while PUBLIC_URL itself is http. */
  readonly allowHttpLoopback: boolean
}

export interface PartnerReading {
  readonly entities: readonly ReadEntity[]
  /** Entities that cannot be registered; the others can. */
  readonly refused: readonly RefusedEntity[]
  /** SHA-256 of the signer's certificate, lower-case hex; null without signer. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the file as it came, lower-case hex. */
  readonly documentFingerprint: string
}

export interface ReadEntity {
  readonly entityId: string
  readonly metadata: ServiceMetadata
  readonly findings: readonly Finding[]
}

export interface RefusedEntity {
  readonly entityId: string
  readonly rule: string
  /** One line with the entityID and the place. */
  readonly message: string
}

interface Found {
  readonly element: XmlElement
  /** The earliest validUntil of the groups around it, or what is wrong with one of them. */
  readonly enclosing: Instant | OperatorError | null
}

/**
 * Reads SAML metadata of service providers: one EntityDescriptor or nested EntitiesDescriptor (RULES: Operators 2).
 * Throws OperatorError if the file as a whole is refused: `metadata-not-xml`, `metadata-schema`, `metadata-root`,
 * `metadata-signer`, `metadata-signature-missing`, `metadata-signature`, `metadata-valid-until`, `metadata-expired`.
 * A single entity that breaks a rule is listed in `refused`; `entities` may end up empty.
 */
export function readPartnerMetadata(file: Uint8Array, options: PartnerOptions): PartnerReading {
  const { root, ...fingerprints } = readPartnerDocument(file, options.signer)
  // Of the root a fault or an end in the past refuses the file; of a group within, the members of that group.
  const until = validUntilOf(root, root.name)
  // check: an-expired-file-is-refused
  if (until !== null && until <= options.now) {
    throw new OperatorError('metadata-expired', `The file was valid until ${new Date(until).toISOString()}`)
  }
  const entities: ReadEntity[] = []
  const refused: RefusedEntity[] = []
  const seen = new Set<string>()
  for (const each of entitiesIn(root, null)) {
    const entityId = attribute(each.element, 'entityID') ?? ''
    try {
      checkEntityId(entityId, seen, options.ownEntityId)
      const validUntil = each.enclosing
      if (validUntil instanceof OperatorError) {
        throw new OperatorError(validUntil.rule, `${entityId}: ${validUntil.message}`)
      }
      entities.push({ entityId, ...readPartnerEntity(each.element, { ...options, entityId, validUntil }) })
    } catch (error) {
      const { rule, message } = asOperatorError(error, entityId)
      refused.push({ entityId, rule, message })
    }
  }
  return { entities, refused, ...fingerprints }
}

/** Every EntityDescriptor in document order, each with the validity of the groups around it. */
function entitiesIn(element: XmlElement, enclosing: Found['enclosing']): readonly Found[] {
  if (element.namespace !== NS.metadata) return []
  if (element.name === 'EntityDescriptor') return [{ element, enclosing }]
  if (element.name !== 'EntitiesDescriptor') return []
  const inner = enclosing instanceof OperatorError ? enclosing : narrowed(enclosing, element)
  return elements(element).flatMap((child) => entitiesIn(child, inner))
}

function narrowed(enclosing: Instant | null, group: XmlElement): Found['enclosing'] {
  try {
    // check: groups-end-their-entities
    return earliest(enclosing, validUntilOf(group, 'EntitiesDescriptor'))
  } catch (error) {
    if (error instanceof OperatorError) return error
    throw error
  }
}

/**
 * saml-core §8.3.6; compared as an exact string without white space around it (xs:anyURI), so nothing in it may be
 * invisible. The schema holds its length.
 */
function checkEntityId(entityId: string, seen: Set<string>, own: string): void {
  // check: no-entity-id-with-invisible-characters
  if (entityId === '' || /[\p{Cc}\p{Cf}\p{Z}]/u.test(entityId)) {
    throw new OperatorError('metadata-entity-id', `The entityID ${quoted(entityId)} is empty or has white space`)
  }
  // check: nobody-registers-as-the-broker
  if (entityId === own) throw new OperatorError('metadata-own-entity', `${entityId}: this is the broker itself`)
  // check: no-entity-twice
  if (seen.has(entityId)) throw new OperatorError('metadata-entity-twice', `${entityId}: the file holds it twice`)
  seen.add(entityId)
}
