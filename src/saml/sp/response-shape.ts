import { BrokerError } from '../../domain/error-catalogue.js'
import { decodeBase64 } from '../bindings/inbound-message.js'
import { NS } from '../namespaces.js'
import { decodeXml } from '../xml/decode-xml.js'
import { onlyOne, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import type { SchemaName } from '../xml/schema.js'
import { everyElement } from '../xml/signature-shape.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { validateElement } from '../xml/validate-element.js'
import { LONGEST_RESPONSE, RESPONSE_SIZE } from './response-size.js'

const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/**
 * Reads a Response as it was posted, and checks its shape before any cryptography (SECURITY 1, 2): base64, XML within
 * the accepted subset, SAML's schema, one of each ID. Throws `saml-encoding`, `saml-not-xml`, `saml-schema`.
 */
export function readShape(base64: string): XmlElement {
  // check: a-response-has-a-limited-length
  if (base64.length > LONGEST_RESPONSE) throw new BrokerError('saml-encoding', 'larger than 256 KiB')
  const root = parseXml(decodeXml(decodeBase64(base64)), RESPONSE_SIZE)
  // check: the-answer-is-a-response
  if (root.namespace !== NS.protocol || root.name !== 'Response') throw new BrokerError('saml-schema', 'no Response')
  checkShape(root, 'protocol')
  return root
}

/** Checks a Response, or an assertion that was encrypted, by the schema, and that its IDs are one of a kind. */
export function checkShape(root: XmlElement, schema: SchemaName): void {
  // check: responses-follow-the-schema
  validateElement(read(root), schema)
  // check: every-id-of-a-response-is-one-of-a-kind
  checkUniqueIds(root)
}

/** What may hold anything: a type that the schema does not know, or an element of somebody else, refuses no answer. */
const OPEN: ReadonlySet<string> = new Set(
  [
    [NS.assertion, 'AttributeValue'],
    [NS.assertion, 'Advice'],
    [NS.assertion, 'AuthnContextDecl'],
    [NS.protocol, 'StatusDetail'],
  ].map(([namespace, name]) => `${namespace} ${name}`),
)

/**
 * The element without what the broker does not read by the schema: its values are looked at one by one. A Condition of
 * somebody's own type refuses the answer as a condition, whatever the schema knows of it.
 */
function read(element: XmlElement): XmlElement {
  if (OPEN.has(`${element.namespace} ${element.name}`)) {
    return { ...element, attributes: [], children: [] }
  }
  return {
    ...element,
    attributes: element.attributes.filter(({ namespace, name }) => namespace !== XSI || name === 'type'),
    children: element.children.flatMap((child): readonly (XmlElement | string)[] => {
      if (typeof child === 'string') return [child]
      return child.namespace === NS.assertion && child.name === 'Condition' ? [] : [read(child)]
    }),
  }
}

/** True for an assertion, open or encrypted. */
export const isAssertion = ({ namespace, name }: XmlElement): boolean =>
  namespace === NS.assertion && (name === 'Assertion' || name === 'EncryptedAssertion')

/**
 * The assertion of a Response, open or encrypted; null: it has none. There is one in the whole message and it lies in its
 * place: what is hidden anywhere else is a copy that somebody wants to be read (SECURITY 2). Throws `saml-schema`.
 */
export function assertionOf(response: XmlElement): XmlElement | null {
  // check: one-assertion-in-the-message
  const found = onlyOne(everyElement(response).filter(isAssertion))
  // check: the-assertion-is-in-its-place
  if (found && !response.children.includes(found)) throw new BrokerError('saml-schema', 'an assertion out of its place')
  return found
}
