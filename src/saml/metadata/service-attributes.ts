import type { AttributeConsumingService, WrittenAttribute } from '../../domain/service.js'
import { requestedName } from '../dialects/requested-attributes-extension.js'
import { NS } from '../namespaces.js'
import { childrenNamed, isTrue, type XmlElement } from '../xml/node.js'
import { textsByLanguage } from './service-texts.js'
import { checkIndexes, defaultAmong, indexOf } from './service-endpoints.js'

/**
 * Reads the AttributeConsumingServices, with the names that they ask by as written; exactly one is marked as default.
 * Throws OperatorError for an index that occurs twice.
 */
export function readConsumingServices(role: XmlElement, entityId: string): readonly AttributeConsumingService[] {
  const all = childrenNamed(role, NS.metadata, 'AttributeConsumingService')
  // check: no-consuming-service-index-twice
  checkIndexes(all, entityId)
  const fallback = defaultAmong(all)
  return all.map((element) => ({
    index: indexOf(element),
    isDefault: element === fallback,
    names: textsByLanguage(childrenNamed(element, NS.metadata, 'ServiceName')),
    requested: childrenNamed(element, NS.metadata, 'RequestedAttribute').map(written),
  }))
}

const written = (requested: XmlElement): WrittenAttribute => ({
  name: requestedName(requested),
  isRequired: isTrue(requested, 'isRequired'),
})
