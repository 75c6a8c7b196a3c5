import type { Instant } from '../../domain/instant.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { ReadFinding } from '../../domain/read-finding.js'
import { OperatorError } from '../../domain/operator-error.js'
import { visible } from '../../domain/quoted.js'
import type { ServiceMetadata } from '../../domain/service.js'
import { attribute } from '../xml/node.js'
import type { Member } from './group.js'
import { createCertificateReader, type ReadCertificate } from './key-info.js'
import { openServiceEntity, type OpenedEntity } from './service-entity.js'
import { schemaFaults } from './service-schema.js'

export interface ReadEntity {
  readonly entityId: string
  readonly metadata: ServiceMetadata
  readonly findings: readonly ReadFinding[]
}

export interface RefusedEntity {
  readonly entityId: string
  readonly rule: string
  /** One line with the entityID and the place. */
  readonly message: string
}

/** One that is refused, where there are too many to tell why in words. */
export type UntoldEntity = Pick<RefusedEntity, 'entityId' | 'rule'>

export interface MembersRead {
  readonly entities: readonly ReadEntity[]
  /** Entities that cannot be registered; the others can. */
  readonly refused: readonly RefusedEntity[]
}

/** Throws OperatorError for a member that is refused for what else is in its file. */
export type CheckMember = (member: Member, entityId: string) => void

/** What members are read with. */
export interface MemberContext {
  readonly now: Instant
  readonly allowHttpLoopback: boolean
}

interface Context extends MemberContext {
  readonly certificate: ReadCertificate
}

/** Members that the schema looks at together: their parts are in memory together, too. */
const AT_ONCE = 50

/**
 * Reads the members of a file, each by itself: what is wrong with one refuses that one, with the rule that it breaks,
 * and the others are read.
 */
export function readMembers(members: readonly Member[], check: CheckMember, context: MemberContext): MembersRead {
  const reading = { ...context, certificate: createCertificateReader() }
  const entities: ReadEntity[] = []
  const refused: RefusedEntity[] = []
  for (const group of inGroups(members)) {
    for (const outcome of readGroup(group, check, reading)) {
      if (isRefused(outcome)) refused.push(outcome)
      else entities.push(outcome)
    }
  }
  return { entities, refused }
}

function* inGroups(members: readonly Member[]): Generator<readonly Member[]> {
  for (let from = 0; from < members.length; from += AT_ONCE) yield members.slice(from, from + AT_ONCE)
}

const isRefused = (outcome: object): outcome is RefusedEntity => 'rule' in outcome

function readGroup(
  group: readonly Member[],
  check: CheckMember,
  context: Context,
): readonly (ReadEntity | RefusedEntity)[] {
  const opened = group.map((member) => {
    const entityId = attribute(member.element, 'entityID') ?? ''
    const entity = orRefused(entityId, () => {
      check(member, entityId)
      return openMember(member, entityId, context)
    })
    return { entityId, entity }
  })
  const faults = schemaFaults(opened.flatMap(({ entity }) => (isRefused(entity) ? [] : [entity.parts])))
  return opened.map(({ entityId, entity }) =>
    isRefused(entity) ? entity : readMember(entity, entityId, faults.get(entity.parts)),
  )
}

function readMember(
  { read }: OpenedEntity,
  entityId: string,
  fault: OperatorError | undefined,
): ReadEntity | RefusedEntity {
  return orRefused(entityId, () => {
    // check: metadata-follows-the-schema
    if (fault) throw new OperatorError(fault.rule, `${entityId}: ${fault.message}`, { cause: fault })
    return { entityId, ...read() }
  })
}

/** What `read` gives, or why this entity is refused. */
function orRefused<Result>(entityId: string, read: () => Result): Result | RefusedEntity {
  try {
    return read()
  } catch (error) {
    const { rule, message } = asOperatorError(error, entityId)
    return { entityId, rule, message }
  }
}

function openMember({ element, enclosing }: Member, entityId: string, context: Context): OpenedEntity {
  if (enclosing instanceof OperatorError) {
    throw new OperatorError(enclosing.rule, `${entityId}: ${enclosing.message}`)
  }
  return openServiceEntity(element, { ...context, entityId, validUntil: enclosing })
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
