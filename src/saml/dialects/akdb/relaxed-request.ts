import { NS } from '../../namespaces.js'
import type { XmlElement } from '../../xml/node.js'

/**
 * The request without NameIDPolicy in the namespace of assertions, which php-saml-bundid writes before the Extensions.
 * Such an element is none of SAML's, and nothing reads it: the NameID is the service's default. Null: there is none.
 */
export function withoutStrayNameIdPolicy(request: XmlElement): XmlElement | null {
  const children = request.children.filter((child) => typeof child === 'string' || !isStray(child))
  // check: the-relaxed-schema-passes-what-is-known
  return children.length === request.children.length ? null : { ...request, children }
}

const isStray = ({ namespace, name }: XmlElement): boolean => namespace === NS.assertion && name === 'NameIDPolicy'
