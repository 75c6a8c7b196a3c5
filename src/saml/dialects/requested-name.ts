import { attribute, type XmlElement } from '../xml/node.js'
import { withoutSpace } from '../xml/value-types.js'

/**
 * The name that an md:RequestedAttribute asks by, in metadata and in a request's extension. It is an xs:string, so that a
 * blank would make another name of it; OIDs with one in them have been seen in the wild (`urn:oid: 2.5.4.42`), and no
 * name that we give has any.
 */
export const requestedName = (requested: XmlElement): string => withoutSpace(attribute(requested, 'Name') ?? '')
