import type { Duration } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { quoted } from '../../domain/quoted.js'
import { attribute } from '../xml/node.js'
import { parseDuration } from './duration.js'
import { membersOf, type Member } from './group.js'
import { readIdpEntity, type IdpEntityReading } from './idp-entity.js'
import { createCertificateReader } from './key-info.js'
import { readServiceDocument, told } from './service-document.js'
import { roleIn } from './service-entity.js'
import { checkRoot, memberCheck, type ReadingOptions } from './service-metadata.js'

export interface IdpReadingOptions extends ReadingOptions {
  /** Which one of a file of several; null: the one identity provider that it has. */
  readonly entityId: string | null
}

export interface IdpReading extends IdpEntityReading {
  /** SHA-256 of the certificate of the signer who signed the file, in lower-case hex; null without signer. */
  readonly signerFingerprint: string | null
  /** SHA-256 of the file as it came, in lower-case hex. */
  readonly documentFingerprint: string
  /** How long the file says that it may be kept; null where it does not say so in a form that can be read. */
  readonly cacheFor: Duration | null
}

/**
 * Reads the SAML metadata of one identity provider, by itself or in a group (RULES: Operators 2), as strictly as those of
 * services: the same parser, signer, schema, keys, addresses and ends. Throws OperatorError with the rule that refuses
 * it: what `readServiceMetadata` and `readIdpEntity` throw, `metadata-entity` if the file has none of that name,
 * `metadata-entity-choice` if it has several and none is named.
 */
export function readIdpMetadata(file: Uint8Array, options: IdpReadingOptions): IdpReading {
  const { root, ...fingerprints } = readServiceDocument(file, options.signer)
  checkRoot(root, options.now)
  const members = membersOf(root)
  const member = chosen(members, options.entityId)
  const entityId = attribute(member.element, 'entityID') ?? ''
  const check = memberCheck(root, members, options)
  const reading = told(() => {
    check(member, entityId)
    return readMember(member, entityId, options)
  })
  return { ...reading, ...fingerprints, cacheFor: parseDuration(attribute(root, 'cacheDuration') ?? '') }
}

/** Every identity provider of a file, by entityID in the order of the file, for whoever has to choose one. */
export function idpEntityIdsIn(file: Uint8Array, { signer, now }: ReadingOptions): readonly string[] {
  const { root } = readServiceDocument(file, signer)
  checkRoot(root, now)
  return idpsAmong(membersOf(root)).map(entityIdOf)
}

const entityIdOf = ({ element }: Member): string => attribute(element, 'entityID') ?? ''

const idpsAmong = (members: readonly Member[]): readonly Member[] =>
  members.filter(({ element }) => roleIn(element, 'IDPSSODescriptor') !== undefined)

function chosen(members: readonly Member[], wanted: string | null): Member {
  const idps = idpsAmong(members)
  const [first, ...more] = wanted === null ? idps : members.filter((each) => entityIdOf(each) === wanted)
  if (!first && wanted !== null) throw new OperatorError('metadata-entity', `${quoted(wanted)} is not in the file`)
  if (!first) throw new OperatorError('metadata-no-idp', 'The file has no IDPSSODescriptor for SAML 2.0')
  // check: one-of-several-upstreams-is-named
  if (wanted === null && more.length > 0) {
    const some = idps.slice(0, 3).map(entityIdOf).map(quoted).join(', ')
    throw new OperatorError(
      'metadata-entity-choice',
      `The file has ${idps.length} identity providers, such as ${some}: name one of them`,
    )
  }
  return first
}

function readMember(
  { element, enclosing }: Member,
  entityId: string,
  { now, allowHttpLoopback }: ReadingOptions,
): IdpEntityReading {
  // check: what-is-wrong-around-an-upstream-refuses-it
  if (enclosing instanceof OperatorError) throw new OperatorError(enclosing.rule, `${entityId}: ${enclosing.message}`)
  const context = { entityId, now, allowHttpLoopback, certificate: createCertificateReader(), validUntil: enclosing }
  return readIdpEntity(element, context)
}
