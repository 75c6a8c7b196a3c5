import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import { elements, type XmlElement } from '../xml/node.js'
import { earliest, validUntilOf } from './valid-until.js'

/** One EntityDescriptor, with what the groups around it say. */
export interface Member {
  readonly element: XmlElement
  /** The earliest validUntil of the groups around it, or the fault in one of them. */
  readonly enclosing: Instant | OperatorError | null
}

/** What a group may hold (saml-metadata §2.3.1). Others are refused, since a mistyped validUntil would never end. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['validUntil', 'cacheDuration', 'ID', 'Name'])

const CHILDREN: ReadonlySet<string> = new Set([
  `${NS.signature} Signature`,
  ...['Extensions', 'EntityDescriptor', 'EntitiesDescriptor'].map((name) => `${NS.metadata} ${name}`),
])

/** Every EntityDescriptor in document order, each with the validity of the groups around it. */
export function membersOf(element: XmlElement, enclosing: Member['enclosing'] = null): readonly Member[] {
  if (element.namespace !== NS.metadata) return []
  if (element.name === 'EntityDescriptor') return [{ element, enclosing }]
  if (element.name !== 'EntitiesDescriptor') return []
  const inner = enclosing instanceof OperatorError ? enclosing : narrowed(enclosing, element)
  return elements(element).flatMap((child) => membersOf(child, inner))
}

/**
 * Throws OperatorError('metadata-schema') for an EntitiesDescriptor that is malformed itself, whatever its members are.
 */
export function checkGroup(group: XmlElement): void {
  const attribute = group.attributes.find(({ namespace, name }) => namespace === '' && !ATTRIBUTES.has(name))
  const child = elements(group).find(({ namespace, name }) => !CHILDREN.has(`${namespace} ${name}`))
  if (!attribute && !child) return
  const what = attribute ? `the attribute '${attribute.name}'` : `the element '${child?.name ?? ''}'`
  const line = child?.line ?? group.line ?? '?'
  throw new OperatorError('metadata-schema', `line ${line}: EntitiesDescriptor: ${what} is not allowed`)
}

function narrowed(enclosing: Instant | null, group: XmlElement): Member['enclosing'] {
  try {
    // check: a-group-within-is-what-the-schema-has
    checkGroup(group)
    // check: groups-end-their-entities
    return earliest(enclosing, validUntilOf(group, 'EntitiesDescriptor'))
  } catch (error) {
    if (error instanceof OperatorError) return error
    throw error
  }
}
