import { BrokerError } from '../../domain/error-catalogue.js'

/** One element of a parsed message. It is read-only, and only `parseXml` makes it. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly prefix: string
  readonly attributes: readonly XmlAttribute[]
  /** Child elements and text, in order. */
  readonly children: readonly (XmlElement | string)[]
  /** Namespaces that its start tag declares, by prefix ('' is the default one); kept if `parseXml` was asked to. */
  readonly declarations?: ReadonlyMap<string, string>
  /** The comments between its children; kept if `parseXml` was asked to. */
  readonly comments?: readonly XmlComment[]
  /** The line of the document on which its start tag ends; kept if `parseXml` was asked to. */
  readonly line?: number
}

export interface XmlAttribute {
  /** Empty for an attribute without a prefix. */
  readonly namespace: string
  readonly name: string
  readonly prefix: string
  /** The value as written, white space included. */
  readonly value: string
}

/** A comment and its place: `offset` characters into the text that is this child, or before the element that is. */
export interface XmlComment {
  readonly child: number
  readonly offset: number
  readonly text: string
}

const refuse = (detail: string): never => {
  throw new BrokerError('saml-schema', detail)
}

/** The value of an attribute without a namespace, as its type in the schemas has it; null if absent. */
export function attribute(element: XmlElement, name: string): string | null {
  // check: attributes-are-read-without-namespace-alone
  const found = element.attributes.find((each) => each.name === name && each.namespace === '')
  return found ? typedValue(name, found.value) : null
}

/** The value of an xs:boolean attribute; false if absent. */
export const isTrue = (element: XmlElement, name: string): boolean => /^(true|1)$/.test(attribute(element, name) ?? '')

export const elements = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.filter((child): child is XmlElement => typeof child !== 'string')

/** The child elements of this name, in order; for elements that may occur several times. */
export const childrenNamed = (parent: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  // check: children-are-read-by-namespace
  elements(parent).filter((child) => child.name === name && child.namespace === namespace)

/**
 * The one child element of this name, or null. Throws BrokerError('saml-schema') if it occurs twice: whichever counted
 * here, another reader could take the other (SECURITY 2).
 */
export const childNamed = (parent: XmlElement, namespace: string, name: string): XmlElement | null =>
  onlyOne(childrenNamed(parent, namespace, name))

/** The only one of these elements, or null if there is none. Throws BrokerError('saml-schema') if there are more. */
export function onlyOne(found: readonly XmlElement[]): XmlElement | null {
  const [first, ...more] = found
  // check: what-may-stand-once-stands-once
  return more.length > 0 ? refuse(`${first?.name ?? 'an element'} stands more than once`) : (first ?? null)
}

/** True if an element holds only text. */
export const isText = ({ children }: XmlElement): boolean => children.every((child) => typeof child === 'string')

/** The text of an element as it is written, white space included; null if there is an element in it. */
export function wholeText({ children }: XmlElement): string | null {
  const texts = children.filter((child) => typeof child === 'string')
  return texts.length === children.length ? texts.join('') : null
}

/**
 * The text of an element, without surrounding white space. Throws BrokerError('saml-schema') if there is an element in
 * it: a text with a piece left out would be another text.
 */
export function textOf(element: XmlElement): string {
  const texts = element.children.filter((child) => typeof child === 'string')
  // check: a-text-holds-no-element
  if (texts.length !== element.children.length) refuse(`${element.name} holds an element where a text belongs`)
  return withoutSpaceAround(texts.join(''))
}

/**
 * The attributes without a namespace that SAML, its metadata and XML signatures type as xs:string, plain or restricted,
 * so that white space in them counts. Every other one is an anyURI, boolean, number, time, ID or list, in which XML
 * Schema collapses white space (xmlschema-2 §4.3.6).
 */
const STRINGS: ReadonlySet<string> = new Set([
  'Address',
  'Comparison',
  'DNSName',
  'Decision',
  'FriendlyName',
  'MimeType',
  'Name',
  'NameQualifier',
  'ProviderName',
  'Reason',
  'SPNameQualifier',
  'SPProvidedID',
  'SessionIndex',
  'Version',
  'contactType',
  'use',
])

/** Only XML's own white space: a no-break space is a character of the value, and makes it another value. */
const SPACES = /[ \t\r\n]+/g
// check: white-space-is-that-of-xml
const AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g

/** The value of an attribute as its type has it. Addresses are compared as exact strings in this form. */
export const typedValue = (attributeName: string, written: string): string =>
  STRINGS.has(attributeName) ? written : withoutSpaceAround(written).replace(SPACES, ' ')

/** A text without the white space that an indenting writer puts around it. */
const withoutSpaceAround = (written: string): string => written.replace(AROUND, '')

/** A text without any white space, for base64 and the names of attributes, which senders wrap and pad. */
export const withoutSpace = (written: string): string => written.replace(SPACES, '')

/** True if a text between elements is only white space. */
export const isBlank = (written: string): boolean => withoutSpaceAround(written) === ''
