import type { XmlElement } from './node.js'
import { validateSchema, type SchemaName } from './schema.js'
import { qualified, text, value } from './canonical-form.js'

type Scope = ReadonlyMap<string, string>

/**
 * Checks one element of a parsed document against a schema, as a document of its own, so that the checked tree is the
 * tree that is read. Throws BrokerError('saml-schema') as `validateSchema` does; its lines are those of the file, if
 * `parseXml` kept them.
 */
export function validateElement(root: XmlElement, which: SchemaName): void {
  const lines: number[] = []
  const written = writeLined(root, new Map(), lines)
  validateSchema(written, which, (line) => lines[line - 2] ?? line)
}

/**
 * Writes an element so that each start tag ends on a line of its own and nothing else begins one: the first tag on line
 * 2, the next on line 3.
 */
function writeLined(element: XmlElement, scope: Scope, lines: number[]): string {
  const declared = new Map<string, string>()
  for (const { prefix, namespace } of [element, ...element.attributes.filter(({ prefix }) => prefix !== '')]) {
    if (prefix !== 'xml' && (scope.get(prefix) ?? '') !== namespace) declared.set(prefix, namespace)
  }
  const declarations = [...declared].map(([prefix, uri]) => ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${value(uri)}"`)
  const attributes = element.attributes.map((each) => ` ${qualified(each)}="${value(each.value)}"`)
  lines.push(element.line ?? lines.length + 1)
  const inner = declared.size > 0 ? new Map([...scope, ...declared]) : scope
  const children = element.children.map((child) =>
    typeof child === 'string' ? text(child).replaceAll('\n', '&#10;') : writeLined(child, inner, lines),
  )
  const name = qualified(element)
  return `<${name}${declarations.join('')}${attributes.join('')}\n>${children.join('')}</${name}>`
}
