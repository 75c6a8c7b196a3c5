import type { AttributeName } from '../../domain/identity.js'
import type { RequestedAttributes } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, isTrue, type XmlElement, withoutSpace } from '../xml/node.js'

/**
 * Reads the OASIS extension by which a request asks for attributes: `req-attr:RequestedAttributes` with
 * `md:RequestedAttribute` in it (saml-protoc-req-attr-req §2). Unknown names are ignored, as in metadata; so are values
 * and FriendlyName. Returns null if the request has no such extension. Throws `saml-schema` if it has two.
 */
export function requestedAttributesExtension(
  request: XmlElement,
  nameOnWire: ReadonlyMap<string, AttributeName>,
): RequestedAttributes | null {
  const extensions = childNamed(request, NS.protocol, 'Extensions')
  // check: one-list-of-requested-attributes
  const list = extensions && childNamed(extensions, NS.requestedAttributes, 'RequestedAttributes')
  if (!list) return null
  const entries = childrenNamed(list, NS.metadata, 'RequestedAttribute')
  const named = (wanted: (entry: XmlElement) => boolean): readonly AttributeName[] => [
    ...new Set(entries.filter(wanted).flatMap((entry) => nameOnWire.get(requestedName(entry)) ?? [])),
  ]
  const required = named(isRequired)
  return { required, optional: named((entry) => !isRequired(entry)).filter((name) => !required.includes(name)) }
}

const isRequired = (entry: XmlElement): boolean => isTrue(entry, 'isRequired')

/**
 * The name that an md:RequestedAttribute asks by, in metadata and in a request's extension, without blanks. As an
 * xs:string, a name with a blank would be another one; but services do send OIDs with a blank after the last colon
 * (`urn:oid: 2.5.4.42`), and none of our names has any.
 */
export const requestedName = (requested: XmlElement): string => withoutSpace(attribute(requested, 'Name') ?? '')
