import { BrokerError } from '../../../domain/errors.js'
import { entityId, type EntityId } from '../../../domain/ids.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, textOf, type XmlElement } from '../../xml/node.js'
import { ENTITY } from '../../dialects/name-id-formats.js'

/** What every request must say of itself before anything else is asked. */
export interface RequestHead {
  readonly id: string
  readonly issuer: EntityId
}

/** xml-names §4 without the rare ranges; an ID goes into our answers and our logs. */
const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]{0,255}$/u

/**
 * Reads ID and Issuer of an AuthnRequest. Throws `saml-not-authn-request`, `saml-version`, `saml-schema` for an
 * ID that is no NCName of at most 256 characters, `saml-issuer` (saml-profiles §4.1.4.1: Issuer is there, and is an
 * entity identifier; saml-core §8.3.6: of at most 1,024 characters).
 */
export function requestHead(root: XmlElement): RequestHead {
  // check: the-root-is-an-authn-request
  if (root.namespace !== NS.protocol || root.name !== 'AuthnRequest') throw new BrokerError('saml-not-authn-request')
  // check: the-version-is-2-0
  if (attribute(root, 'Version') !== '2.0') throw new BrokerError('saml-version')
  const id = attribute(root, 'ID')
  // check: the-request-id-is-a-name-of-limited-length
  if (id === null || !NC_NAME.test(id)) throw new BrokerError('saml-schema', 'ID')
  const issuer = childNamed(root, NS.assertion, 'Issuer')
  // check: the-issuer-is-there
  if (!issuer) throw new BrokerError('saml-issuer', 'missing')
  const format = attribute(issuer, 'Format')
  // check: the-issuer-is-an-entity
  if (format !== null && format !== ENTITY) throw new BrokerError('saml-issuer', 'Format')
  const name = textOf(issuer)
  // check: the-issuer-has-a-limited-length
  if (name === '' || name.length > 1024) throw new BrokerError('saml-issuer', 'length')
  return { id, issuer: entityId(name) }
}
