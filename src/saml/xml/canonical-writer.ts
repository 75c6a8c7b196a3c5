import { BrokerError } from '../../domain/error-catalogue.js'
import { ATTRIBUTE_ESCAPES, NOT_A_CHARACTER, TEXT_ESCAPES } from './escapes.js'

declare const canonical: unique symbol
/**
 * A piece of XML in exclusive canonical form (xml-exc-c14n, without comments): what is written is what is digested. The
 * type keeps raw text out of it, and nothing may re-indent or re-serialise it later.
 */
export type CanonicalXml = string & { readonly [canonical]: true }

/**
 * Attributes by name; `xmlns` and `xmlns:<prefix>` are declarations. Prefixed ones are in their canonical place behind
 * the others (xml-c14n §2.2) where those begin with a capital letter, the prefix does not, and there is one prefix.
 */
export type CanonicalAttributes = Readonly<Record<string, string>>

/**
 * A value that needs no escape in text or attribute, as most values and all constants. It is tested first, for speed.
 */
const PLAIN = /^[ !#-%'-;=?-~]*$/

/** Character data (xml-c14n §2.3). Throws `internal` for a character that XML 1.0 does not have. */
export function text(value: string): CanonicalXml {
  return escaped(value, /[&<>\r]/g, TEXT_ESCAPES) as CanonicalXml
}

/**
 * An element with its attributes in canonical order (declarations by prefix, then attributes by name) and its content
 * as given. The caller declares each namespace on the outermost element that uses it, and only there.
 */
export function element(
  name: string,
  attributes: CanonicalAttributes,
  ...content: readonly CanonicalXml[]
): CanonicalXml {
  let xml: string = startTag(name, attributes)
  for (const piece of content) xml += piece
  return `${xml}</${name}>` as CanonicalXml
}

/**
 * An element that this writer wrote as a document of its own, as a child of one that declares the same prefix: a
 * declaration stands on the outermost element alone (xml-exc-c14n §2.3). Throws `internal` for one that does not begin so.
 */
export function declaredOutside(written: string, prefix: string, namespace: string): CanonicalXml {
  const [name = ''] = /^<[^ ]+/.exec(written) ?? []
  const declaration = ` xmlns:${prefix}="${namespace}"`
  if (!name.startsWith(`<${prefix}:`) || !written.startsWith(name + declaration)) {
    throw new BrokerError('internal', 'no element of this writer')
  }
  return (name + written.slice(name.length + declaration.length)) as CanonicalXml
}

/** Only the start tag, for elements whose content is joined later. */
export function startTag(name: string, attributes: CanonicalAttributes): CanonicalXml {
  let tag = `<${name}`
  let last = ''
  for (const key in attributes) {
    // Callers nearly always write the attributes in order; sorting them each time would cost more than all the rest.
    if (last !== '' && byCanonicalOrder(last, key) > 0) return startTag(name, inOrder(attributes))
    tag += ` ${key}="${attributeValue(attributes[key] ?? '')}"`
    last = key
  }
  return `${tag}>` as CanonicalXml
}

const inOrder = (attributes: CanonicalAttributes): CanonicalAttributes =>
  Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => byCanonicalOrder(a, b)))

export const endTag = (name: string): CanonicalXml => `</${name}>` as CanonicalXml

export const join = (...pieces: readonly CanonicalXml[]): CanonicalXml => pieces.join('') as CanonicalXml

const attributeValue = (value: string): string => escaped(value, /[&<"\t\n\r]/g, ATTRIBUTE_ESCAPES)

function escaped(value: string, special: RegExp, escapes: Readonly<Record<string, string>>): string {
  if (PLAIN.test(value)) return value
  if (NOT_A_CHARACTER.test(value)) throw new BrokerError('internal', 'character not allowed in XML')
  return value.replace(special, (character) => escapes[character] ?? character)
}

/**
 * Canonical order (xml-c14n §2.2): namespace declarations first, each group in code point order (names here are ASCII).
 */
function byCanonicalOrder(a: string, b: string): number {
  const byKind = Number(isDeclaration(b)) - Number(isDeclaration(a))
  if (byKind !== 0) return byKind
  return a < b ? -1 : 1
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:')
