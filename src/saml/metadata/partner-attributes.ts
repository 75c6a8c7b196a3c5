import { ATTRIBUTE_NAMES, type AttributeName } from '../../domain/identity.js'
import type { AttributeConsumingService } from '../../domain/service-provider.js'
import { SAML2INT_ATTRIBUTES } from '../dialects/saml2int-attributes.js'
import { requestedName } from '../dialects/requested-name.js'
import { NS } from '../namespaces.js'
import { attribute, childrenNamed, type XmlElement } from '../xml/node.js'
import { quoted } from '../../domain/quoted.js'
import type { Report } from './finding.js'
import { textsByLanguage } from './partner-texts.js'
import { checkIndexes, defaultAmong, indexOf, isTrue } from './partner-endpoints.js'

const BY_WIRE_NAME: ReadonlyMap<string, AttributeName> = new Map(
  ATTRIBUTE_NAMES.map((name) => [SAML2INT_ATTRIBUTES[name], name]),
)
/**
 * No attributes of the citizen, so asking for them is no fault: the level is sent always, the method to whoever lists
 * it.
 */
const { trustLevel: LEVEL, method: METHOD } = SAML2INT_ATTRIBUTES

/**
 * The AttributeConsumingServices, wire names turned into normalized ones; exactly one is marked as default. A name that
 * no attribute of a citizen has is kept in `unknown`, and reported unless it is the login's method. Throws
 * OperatorError for an index that occurs twice.
 */
export function readConsumingServices(
  role: XmlElement,
  entityId: string,
  report: Report,
): readonly AttributeConsumingService[] {
  const all = childrenNamed(role, NS.metadata, 'AttributeConsumingService')
  // check: no-consuming-service-index-twice
  checkIndexes(all, entityId)
  const fallback = defaultAmong(all)
  return all.map((element) => {
    const service = {
      index: indexOf(element),
      isDefault: element === fallback,
      names: textsByLanguage(childrenNamed(element, NS.metadata, 'ServiceName')),
      ...requestedIn(element),
    }
    for (const name of service.unknown.filter((each) => each !== METHOD)) {
      report({
        rule: 'metadata-unknown-attribute',
        severity: 'warning',
        message: `${entityId}: AttributeConsumingService ${service.index} asks for ${quoted(name)}, which no attribute is called`,
        cure: 'have it ask by the names of the portal guide, or leave it: the service does not get that attribute',
      })
    }
    return service
  })
}

function requestedIn(service: XmlElement) {
  const required = new Set<AttributeName>()
  const optional = new Set<AttributeName>()
  const unknown = new Set<string>()
  for (const requested of childrenNamed(service, NS.metadata, 'RequestedAttribute')) {
    const name = requestedName(requested)
    const known = BY_WIRE_NAME.get(name)
    if (known) (isTrue(attribute(requested, 'isRequired')) ? required : optional).add(known)
    else if (name !== LEVEL) unknown.add(name)
  }
  return {
    required: [...required],
    optional: [...optional].filter((name) => !required.has(name)),
    unknown: [...unknown],
  }
}
