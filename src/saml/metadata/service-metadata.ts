import type { Instant } from '../../domain/instant.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceMetadata } from '../../domain/service.js'
import { attribute, elements, type XmlElement } from '../xml/node.js'
import { sharingAnId } from '../xml/schema.js'
import type { Finding } from '../../domain/finding.js'
import { quoted, visible } from '../../domain/quoted.js'
import { checkGroup, membersOf, type Member } from './group.js'
import { readServiceDocument } from './service-document.js'
import { readServiceEntity, type EntityReading } from './service-entity.js'
import { isPast, validUntilOf } from './valid-until.js'

export interface ReadingOptions {
  /** PEM certificate of who must have signed the file, or null: then a signature is not looked at. */
  readonly signer: string | null
  readonly now: Instant
  /** The broker's entityID, which no service may take. */
  readonly ownEntityId: string
  /** Whether http is accepted for loopback hosts: while PUBLIC_URL itself is http. */
  readonly allowHttpLoopback: boolean
}

export interface ServiceReading {
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

/**
 * Reads SAML metadata of services: one EntityDescriptor or nested EntitiesDescriptor (RULES: Operators 2).
 * Throws OperatorError if the file as a whole is refused: `metadata-not-xml`, `metadata-schema` (no group, no member,
 * an ID that is no one's), `metadata-root`, `metadata-signer`, `metadata-signature-missing`, `metadata-signature`,
 * `metadata-valid-until`, `metadata-expired`. Every other verdict is that of one EntityDescriptor: what breaks a rule,
 * its schema first of all, is listed in `refused`, and the others are read; `entities` may end up empty.
 */
export function readServiceMetadata(file: Uint8Array, options: ReadingOptions): ServiceReading {
  const { root, ...fingerprints } = readServiceDocument(file, options.signer)
  checkRoot(root, options.now)
  const members = membersOf(root)
  if (members.length === 0) {
    throw new OperatorError('metadata-schema', 'It is not valid SAML metadata: it holds no EntityDescriptor')
  }
  const entities: ReadEntity[] = []
  const refused: RefusedEntity[] = []
  const twice = entityIdsTwice(members)
  const sharing = membersSharingAnId(root, members)
  for (const member of members) {
    const entityId = attribute(member.element, 'entityID') ?? ''
    try {
      checkEntityId(entityId, member.element, twice, options.ownEntityId)
      // check: every-id-of-a-file-is-one-of-a-kind
      if (sharing.has(member)) throw idTwice(entityId)
      entities.push({ entityId, ...readMember(member, entityId, options) })
    } catch (error) {
      const { rule, message } = asOperatorError(error, entityId)
      refused.push({ entityId, rule, message })
    }
  }
  return { entities, refused, ...fingerprints }
}

/**
 * A fault or an end in the past refuses the whole file where the root has it, and the members of a group where that has
 * it.
 */
function checkRoot(root: XmlElement, now: Instant): void {
  // check: a-group-is-what-the-schema-has
  if (root.name === 'EntitiesDescriptor') checkGroup(root)
  const until = validUntilOf(root, root.name)
  // check: an-expired-file-is-refused
  if (isPast(until, now)) {
    throw new OperatorError('metadata-expired', `The file was valid until ${new Date(until ?? 0).toISOString()}`)
  }
}

function readMember({ element, enclosing }: Member, entityId: string, options: ReadingOptions): EntityReading {
  if (enclosing instanceof OperatorError) {
    throw new OperatorError(enclosing.rule, `${entityId}: ${enclosing.message}`)
  }
  return readServiceEntity(element, { ...options, entityId, validUntil: enclosing })
}

/** The members with an ID that another element of the file has too. Throws OperatorError for one of a group. */
function membersSharingAnId(root: XmlElement, members: readonly Member[]): ReadonlySet<Member> {
  const sharing = new Set(sharingAnId(root))
  const affected = new Set<Member>()
  if (sharing.size === 0) return affected
  for (const member of members) {
    const found: XmlElement[] = [member.element]
    for (const element of found) {
      if (sharing.delete(element)) affected.add(member)
      for (const child of elements(element)) found.push(child)
    }
  }
  // check: the-id-of-a-group-is-one-of-a-kind
  if (sharing.size > 0) throw idTwice('The group of services')
  return affected
}

const idTwice = (place: string): OperatorError =>
  new OperatorError('metadata-schema', `${place}: an ID in it occurs twice in the file; have the metadata corrected`)

/** Two of one name may differ in what matters: neither is taken, so that nobody has to guess which one is meant. */
function entityIdsTwice(members: readonly Member[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const ids = members.map(({ element }) => attribute(element, 'entityID') ?? '')
  return new Set(ids.filter((id) => seen.size === seen.add(id).size))
}

/**
 * saml-core §8.3.6; compared as an exact string without white space around it (xs:anyURI), so nothing in it may be
 * invisible. The schema holds its length.
 */
function checkEntityId(entityId: string, { line }: XmlElement, twice: ReadonlySet<string>, own: string): void {
  // check: no-entity-id-with-invisible-characters
  if (entityId === '' || /[\p{Cc}\p{Cf}\p{Z}]/u.test(entityId)) {
    const message = `line ${line ?? '?'}: the entityID ${quoted(entityId)} is missing, empty or has white space`
    throw new OperatorError('metadata-entity-id', message)
  }
  // check: nobody-registers-as-the-broker
  if (entityId === own) throw new OperatorError('metadata-own-entity', `${entityId}: this is the broker itself`)
  // check: no-entity-twice
  if (twice.has(entityId)) throw new OperatorError('metadata-entity-twice', `${entityId}: the file holds it twice`)
}

/**
 * What refuses one entity, in the operator's words: an OperatorError as it is, and what the readers of the XML layer
 * refuse (an element that stands twice, an element in a text) by the rule of the schema. Throws anything else again.
 */
function asOperatorError(error: unknown, entityId: string): OperatorError {
  if (error instanceof OperatorError) return error
  if (!(error instanceof BrokerError) || error.code !== 'saml-schema') throw error
  const detail = visible(error.detail ?? '')
  return new OperatorError('metadata-schema', `${entityId}: ${detail}; have the metadata corrected`, { cause: error })
}
