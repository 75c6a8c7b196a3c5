import type { Duration, Instant } from '../../domain/instant.js'
import { isPast } from '../../domain/past.js'
import { OperatorError } from '../../domain/operator-error.js'
import { attribute, elements, type XmlElement } from '../xml/node.js'
import { sharingAnId } from '../xml/unique-ids.js'
import { quoted } from '../../domain/quoted.js'
import { checkGroup, membersOf, type Member } from './group.js'
import { parseDuration } from './duration.js'
import { readServiceDocument } from './service-document.js'
import { readMembers, type CheckMember, type MembersRead, type UntoldEntity } from './service-members.js'
import { validUntilOf } from './valid-until.js'

export interface ReadingOptions {
  /** Who must have signed the file (`service-signer.ts`); null: signatures are ignored. */
  readonly signer: string | null
  readonly now: Instant
  /** The broker's entityID, which no service may take. */
  readonly ownEntityId: string
  /** True while PUBLIC_URL itself is http: then http is accepted for loopback hosts. */
  readonly allowHttpLoopback: boolean
}

export interface ServiceReading extends MembersRead {
  /** Members that are refused beside those in `refused`, where there are too many to tell why in words. */
  readonly untold?: readonly UntoldEntity[]
  /** SHA-256 of the certificate of the signer who signed it, in lower-case hex; null without signer. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the file as it came, in lower-case hex. */
  readonly documentFingerprint: string
  /** The end of the file as a whole. */
  readonly validUntil: Instant | null
  /** How long the file says that it may be kept; null where it does not say so in a form that can be read. */
  readonly cacheFor: Duration | null
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
  const check = memberCheck(root, members, options)
  const whole = {
    validUntil: validUntilOf(root, root.name),
    cacheFor: parseDuration(attribute(root, 'cacheDuration') ?? ''),
  }
  return { ...readMembers(members, check, options), ...fingerprints, ...whole }
}

/** Throws OperatorError for a member that is refused for what else is in the file. */
export function memberCheck(
  root: XmlElement,
  members: readonly Member[],
  { ownEntityId }: ReadingOptions,
): CheckMember {
  const twice = entityIdsTwice(members)
  const sharing = membersSharingAnId(root, members)
  return (member, entityId) => {
    checkEntityId(entityId, member.element, twice, ownEntityId)
    // check: every-id-of-a-file-is-one-of-a-kind
    if (sharing.has(member)) throw idTwice(entityId)
  }
}

/**
 * Checks the root. A malformed group, an unreadable validUntil or an end in the past refuses the whole file if the root
 * has it; on a group inside, it refuses that group's members.
 */
export function checkRoot(root: XmlElement, now: Instant): void {
  // check: a-group-is-what-the-schema-has
  if (root.name === 'EntitiesDescriptor') checkGroup(root)
  const until = validUntilOf(root, root.name)
  // check: an-expired-file-is-refused
  if (isPast(until, now)) {
    throw new OperatorError('metadata-expired', `The file was valid until ${new Date(until ?? 0).toISOString()}`)
  }
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
