import { OperatorError } from '../../domain/operator-error.js'
import { NS } from '../namespaces.js'
import type { XmlElement } from '../xml/node.js'
import { validateElement } from '../xml/validate-element.js'
import { told } from './service-document.js'

/**
 * The faults that the schema finds in what is read of these entities (`partsRead`), by the parts; each is told with its
 * line in the file. All are checked at once inside a group first, which costs a third: the schema has the same
 * declaration for an entity there as for one alone, and asks for no less. Only if anything is wrong is each looked at.
 */
export function schemaFaults(parts: readonly XmlElement[]): ReadonlyMap<XmlElement, OperatorError> {
  const faults = new Map<XmlElement, OperatorError>()
  // check: a-fault-in-a-group-is-looked-for
  if (parts.length > 1 && faultOf(groupOf(parts)) === null) return faults
  for (const each of parts) {
    const fault = faultOf(each)
    if (fault) faults.set(each, fault)
  }
  return faults
}

const groupOf = (children: readonly XmlElement[]): XmlElement => ({
  namespace: NS.metadata,
  name: 'EntitiesDescriptor',
  prefix: 'md',
  attributes: [],
  children,
})

function faultOf(element: XmlElement): OperatorError | null {
  try {
    told(() => validateElement(element, 'metadata'))
    return null
  } catch (error) {
    if (error instanceof OperatorError) return error
    throw error
  }
}
