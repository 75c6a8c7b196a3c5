import { ATTRIBUTE_ESCAPES, TEXT_ESCAPES } from './escapes.js'
import type { XmlAttribute, XmlComment, XmlElement } from './node.js'

/** Namespaces by prefix; '' is the default one. */
export type Scope = ReadonlyMap<string, string>

/** The parameters of a canonicalization method. */
export interface CanonicalMethod {
  /**
   * Prefixes that are declared wherever they are in scope, used or not: those of InclusiveNamespaces ('' stands for
   * `#default`), or all of them, as in xml-c14n.
   */
  readonly inclusive: readonly string[] | 'all'
  /** Whether comments stay (`#WithComments`). */
  readonly comments: boolean
}

/** xml-exc-c14n without comments and without InclusiveNamespaces, which nearly everybody signs with. */
export const EXCLUSIVE: CanonicalMethod = { inclusive: [], comments: false }

/** Before anything is written there is no default namespace, and no prefix is declared. */
const NOTHING_WRITTEN: Scope = new Map([['', '']])

/**
 * An element in canonical form: exclusive (xml-exc-c14n §3), or with all namespaces in scope (xml-c14n §2.3). The
 * latter leaves out `xml:` attributes inherited from around the element; the caller makes sure that there are none.
 * `around`: the namespaces in scope around the element. Any method but EXCLUSIVE needs an element that `parseXml` read
 * with `lossless`. The tree that is read is the tree that is digested, so no second parser is involved, and reading the
 * text again gives the same tree.
 */
export const canonicalForm = (element: XmlElement, method: CanonicalMethod, around: Scope = new Map()): string =>
  write(element, around, NOTHING_WRITTEN, method)

/** The namespaces in scope inside an element. */
export const scopeOf = ({ declarations }: XmlElement, around: Scope): Scope =>
  declarations && declarations.size > 0 ? new Map([...around, ...declarations]) : around

function write(element: XmlElement, around: Scope, written: Scope, method: CanonicalMethod): string {
  const inScope = scopeOf(element, around)
  const declared = declarationsOf(element, inScope, written, method)
  const declarations = declared.map(([prefix, uri]) => ` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${value(uri)}"`)
  const attributes = [...element.attributes].sort(byName).map((each) => ` ${qualified(each)}="${value(each.value)}"`)
  const inner = declared.length > 0 ? new Map([...written, ...declared]) : written
  const comments = method.comments ? element.comments : undefined
  let content = ''
  element.children.forEach((child, index) => {
    if (typeof child === 'string') content += commented(child, index, comments)
    else content += commented('', index, comments) + write(child, inScope, inner, method)
  })
  content += commented('', element.children.length, comments)
  const name = qualified(element)
  return `<${name}${declarations.join('')}${attributes.join('')}>${content}</${name}>`
}

/**
 * What the start tag has to declare, by prefix: what the element uses or the method lists, unless it is written
 * already.
 */
function declarationsOf(
  element: XmlElement,
  inScope: Scope,
  written: Scope,
  { inclusive }: CanonicalMethod,
): readonly (readonly [prefix: string, uri: string])[] {
  const declared = new Map<string, string>()
  const declare = (prefix: string, uri: string | undefined): void => {
    if (uri !== undefined && prefix !== 'xml' && written.get(prefix) !== uri) declared.set(prefix, uri)
  }
  declare(element.prefix, element.namespace)
  for (const { prefix, namespace } of element.attributes) if (prefix !== '') declare(prefix, namespace)
  const listed = inclusive === 'all' ? inScope.keys() : inclusive
  for (const prefix of listed) declare(prefix, inScope.get(prefix))
  return [...declared].sort(([a], [b]) => order(a, b))
}

/** A text with the comments that stand in it; a comment is written as it is (xml-c14n §2.3). */
function commented(raw: string, index: number, comments: readonly XmlComment[] | undefined): string {
  if (!comments || comments.length === 0) return text(raw)
  let [done, from] = ['', 0]
  for (const comment of comments.filter(({ child }) => child === index)) {
    done += `${text(raw.slice(from, comment.offset))}<!--${comment.text}-->`
    from = comment.offset
  }
  return done + text(raw.slice(from))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byName = (a: XmlAttribute, b: XmlAttribute): number => order(a.namespace, b.namespace) || order(a.name, b.name)

export const qualified = ({ prefix, name }: XmlElement | XmlAttribute): string => (prefix ? `${prefix}:${name}` : name)

export const text = (raw: string): string =>
  raw.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character)

export const value = (raw: string): string =>
  raw.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character)
