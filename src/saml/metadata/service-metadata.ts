import type { Instant } from '../../domain/instant.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceMetadata } from '../../domain/service.js'
import { attribute, elements, type XmlElement } from '../xml/node.js'
import { sharingAnId } from '../xml/unique-ids.js'
import type { Finding } from '../../domain/finding.js'
import { quoted, visible } from '../../domain/quoted.js'
import { checkGroup, membersOf, type Member } from './group.js'
import { readServiceDocument } from './service-document.js'
import { readServiceEntity, type EntityReading } from './service-entity.js'
import { isPast, validUntilOf } from './valid-until.js'

export interface ReadingOptions {
  /** PEM certificate of whoever must have signed the file; null: signatures are ignored. */
  readonly signer: string | null
  readonly now: Instant
  /** The broker's entityID, which no service may take. */
  readonly ownEntityId: string
  /** True while PUBLIC_URL itself is http: then http is accepted for loopback hosts. */
  readonly allowHttpLoopback: boolean
}

export interface ServiceReading {
  readonly entities: readonly ReadEntity[]
  /** Entities that cannot be registered; the others can. */
  readonly refused: readonly RefusedEntity[]
  /** SHA-256 of the signer's certificate, in lower-case hex; null without signer. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the file as it came, in lower-case hex. */
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
 * Reads SAML metadata of services: one EntityDescriptor or nested EntitiesDescriptor (RULES: Operators 2). Throws
 * OperatorError if the file as a whole is refused: `metadata-not-xml`, `metadata-schema` (a malformed group, no member,
 * an ID that occurs twice and is that of a group or in a signed file), `metadata-root`, `metadata-signer`,
 * `metadata-signature-missing`, `metadata-signature`, `metadata-valid-until`, `metadata-expired`. Every other fault
 * refuses one EntityDescriptor: it is listed in `refused` with the rule that it breaks, and the others are read;
 * `entities` may end up empty.
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
 * Checks the root. A malformed group, an unreadable validUntil or an end in the past refuses the whole file if the root
 * has it; on a group inside, it refuses that group's members.
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

/** The members that share an ID with another element of the file. Throws OperatorError if a group has the ID. */
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

/**
 * The entityIDs that occur twice. The two entities may differ in what matters, so neither is taken and nobody has to
 * guess which one is meant.
 */
function entityIdsTwice(members: readonly Member[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const ids = members.map(({ element }) => attribute(element, 'entityID') ?? '')
  return new Set(ids.filter((id) => seen.size === seen.add(id).size))
}

/**
 * Checks an entityID (saml-core §8.3.6). It is compared as an exact string without white space around it (xs:anyURI),
 * so nothing in it may be invisible. The schema checks its length.
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
 * Turns what refuses one entity into the operator's words: an OperatorError stays as it is; a refusal of the XML layer
 * (an element that occurs twice, an element in a text) gets the rule of the schema. Throws any other error again.
 */
function asOperatorError(error: unknown, entityId: string): OperatorError {
  if (error instanceof OperatorError) return error
  if (!(error instanceof BrokerError) || error.code !== 'saml-schema') throw error
  const detail = visible(error.detail ?? '')
  return new OperatorError('metadata-schema', `${entityId}: ${detail}; have the metadata corrected`, { cause: error })
}
