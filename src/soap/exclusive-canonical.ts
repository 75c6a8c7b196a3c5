import type { XmlElement } from '../saml/xml/node.js'
import { byName, order, qualified, text, value } from '../saml/xml/write-element.js'

type Scope = ReadonlyMap<string, string>

/** What a canonical form depends on beside the element itself. */
export interface CanonicalContext {
  /** The namespaces in scope around the element, by prefix. */
  readonly around: Scope
  /** InclusiveNamespaces PrefixList; '' stands for `#default`. */
  readonly inclusive: readonly string[]
}

/**
 * An element in exclusive canonical form without comments (xml-exc-c14n §3), with InclusiveNamespaces, which common
 * SOAP stacks always send. The element comes from `parseXml` with `keepDeclarations`: the tree that is read is the
 * tree that is digested, and no second parser has a say.
 */
export const exclusiveCanonical = (element: XmlElement, { around, inclusive }: CanonicalContext): string =>
  write(element, around, NOTHING_WRITTEN, inclusive)

const NOTHING_WRITTEN: Scope = new Map([['', '']])

function write(element: XmlElement, around: Scope, written: Scope, inclusive: readonly string[]): string {
  const inScope = scopeOf(element, around)
  const used = new Map<string, string>()
  for (const { prefix, namespace } of [element, ...element.attributes.filter(({ prefix }) => prefix !== '')]) {
    used.set(prefix, namespace)
  }
  for (const prefix of inclusive) {
    const namespace = inScope.get(prefix)
    if (namespace !== undefined && !used.has(prefix)) used.set(prefix, namespace)
  }
  const declared = [...used].filter(([prefix, uri]) => prefix !== 'xml' && written.get(prefix) !== uri)
  const declarations = declared
    .sort(([a], [b]) => order(a, b))
    .map(([prefix, uri]) => ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${value(uri)}"`)
  const attributes = [...element.attributes].sort(byName).map((each) => ` ${qualified(each)}="${value(each.value)}"`)
  const inner = new Map([...written, ...declared])
  const children = element.children.map((child) =>
    typeof child === 'string' ? text(child) : write(child, inScope, inner, inclusive),
  )
  const name = qualified(element)
  return `<${name}${declarations.join('')}${attributes.join('')}>${children.join('')}</${name}>`
}

/** The namespaces in scope inside an element. */
export const scopeOf = ({ declarations }: XmlElement, around: Scope): Scope =>
  declarations && declarations.size > 0 ? new Map([...around, ...declarations]) : around
