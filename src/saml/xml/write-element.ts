import { ATTRIBUTE_ESCAPES, TEXT_ESCAPES } from './escapes.js'
import type { XmlAttribute, XmlElement } from './node.js'

type Scope = ReadonlyMap<string, string>

/**
 * A tree in exclusive canonical form (xml-exc-c14n, no InclusiveNamespaces): each namespace declared where it is first
 * used, declarations in the order of their prefixes, attributes in that of namespace and name. Reading the text again
 * gives the same tree; the names and namespaces are taken as they are.
 */
export function writeElement(element: XmlElement, scope: Scope = new Map([['', '']])): string {
  const declared = new Map<string, string>()
  for (const { prefix, namespace } of [element, ...element.attributes.filter(({ prefix }) => prefix !== '')]) {
    if (prefix !== 'xml' && scope.get(prefix) !== namespace) declared.set(prefix, namespace)
  }
  const sorted = [...declared].sort(([a], [b]) => order(a, b))
  const declarations = sorted.map(([prefix, uri]) => ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${value(uri)}"`)
  const attributes = [...element.attributes].sort(byName).map((each) => ` ${qualified(each)}="${value(each.value)}"`)
  const inner = declared.size > 0 ? new Map([...scope, ...declared]) : scope
  const children = element.children.map((child) =>
    typeof child === 'string' ? text(child) : writeElement(child, inner),
  )
  const name = qualified(element)
  return `<${name}${declarations.join('')}${attributes.join('')}>${children.join('')}</${name}>`
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byName = (a: XmlAttribute, b: XmlAttribute): number =>
  order(a.namespace, b.namespace) || order(a.name, b.name)

export const qualified = ({ prefix, name }: XmlElement | XmlAttribute): string => (prefix ? `${prefix}:${name}` : name)

export const text = (raw: string): string =>
  raw.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character)

export const value = (raw: string): string =>
  raw.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character)
