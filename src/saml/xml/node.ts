/** One element of a parsed message. Read-only; made by `parseXml` alone. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly prefix: string
  readonly attributes: readonly XmlAttribute[]
  /** Child elements and text, in order. */
  readonly children: readonly (XmlElement | string)[]
  /** Namespaces that its start tag declares, by prefix ('' is the default one); kept where `parseXml` was asked to. */
  readonly declarations?: ReadonlyMap<string, string>
  /** The line of the document that its start tag ends on; kept where `parseXml` was asked to. */
  readonly line?: number
}

export interface XmlAttribute {
  /** Empty for attributes without a prefix. */
  readonly namespace: string
  readonly name: string
  readonly prefix: string
  readonly value: string
}

/** The value of an attribute without a namespace, or null. */
export const attribute = (element: XmlElement, name: string): string | null =>
  element.attributes.find((each) => each.name === name && each.namespace === '')?.value ?? null

export const elements = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.filter((child): child is XmlElement => typeof child !== 'string')

/** Child elements of this name, in order. */
export const childrenNamed = (parent: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  elements(parent).filter((child) => child.name === name && child.namespace === namespace)

/** The first child element of this name, or null. */
export const childNamed = (parent: XmlElement, namespace: string, name: string): XmlElement | null =>
  childrenNamed(parent, namespace, name)[0] ?? null

/** The text directly inside an element, without surrounding white space. */
export const textOf = (element: XmlElement): string =>
  element.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim()
