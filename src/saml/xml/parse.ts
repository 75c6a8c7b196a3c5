import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes'
import { BrokerError } from '../../domain/error-catalogue.js'
import { NOT_A_CHARACTER } from './escapes.js'
import { type XmlAttribute, type XmlComment, type XmlElement, isBlank } from './node.js'

/** What a caller may widen or narrow; every default is meant for protocol messages. */
export interface ParseOptions {
  /** In UTF-16 code units. */
  readonly maxLength?: number
  readonly maxDepth?: number
  /** Elements and attributes together. */
  readonly maxNodes?: number
  /** The longest namespace name in use; canonicalization repeats it for every sibling that uses it. */
  readonly maxNamespace?: number
  /** Accepts and ignores comments between elements. Beside text they still refuse the file. */
  readonly commentsBetweenElements?: boolean
  /**
   * Keeps what only some canonical forms need: the declarations of each start tag, and the comments that are accepted.
   */
  readonly lossless?: boolean
  /** Keeps the line of each start tag, for faults that are found later. */
  readonly keepLines?: boolean
}

type Refuse = (rule: string) => never

interface OpenElement extends XmlElement {
  readonly attributes: XmlAttribute[]
  readonly children: (XmlElement | string)[]
  readonly comments?: XmlComment[]
}

const XMLNS = 'http://www.w3.org/2000/xmlns/'
// A byte order mark inside a text is invisible, so two values could look alike and differ.
const BYTE_ORDER_MARK = '\uFEFF'
// XML allows such characters in names, but some of its readers do not, and no vocabulary that is read here uses them.
const BEYOND_FFFF = /[\uD800-\uDFFF]/

const refuse = (detail: string, cause?: unknown): never => {
  throw new BrokerError('saml-not-xml', detail, cause === undefined ? {} : { cause })
}

/**
 * The only entry for XML. It takes a text, which `decodeXml` makes of bytes, and returns the root element; checking and
 * reading both use this tree. It accepts a subset of XML 1.0 with namespaces: elements, attributes, text, the five
 * named entities and character references, and an XML declaration that names no encoding but UTF-8. It accepts no
 * DOCTYPE, CDATA, processing instruction or comment (SECURITY 1), and no name with characters beyond U+FFFF, so that no
 * two parsers can disagree about a value, and nothing is ever fetched. Throws BrokerError('saml-not-xml') with line,
 * column and rule.
 */
export function parseXml(text: string, options: ParseOptions = {}): XmlElement {
  // check: size-before-parsing
  if (text.length > (options.maxLength ?? 131_072)) refuse('the document is too large')
  // check: no-byte-order-mark-at-the-start
  if (text.startsWith(BYTE_ORDER_MARK)) refuse('the document begins with a byte order mark')
  const wrong = NOT_A_CHARACTER.exec(text)
  // check: only-characters-of-xml
  if (wrong) refuse(`line ${lineOf(text, wrong.index)}: a character that XML 1.0 does not allow`)
  const reader = createReader(options)
  try {
    reader.parser.write(text).close()
  } catch (error) {
    if (error instanceof BrokerError) throw error
    refuse(error instanceof Error ? error.message : 'not well-formed', error)
  }
  return reader.root() ?? refuse('there is no root element')
}

/** The parser, which throws at the first thing that is not accepted, and the tree that it fills. */
function createReader(options: ParseOptions) {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const here: Refuse = (rule) => refuse(`line ${parser.line}, column ${parser.column}: ${rule}`)
  const tree = createTree(options, here)
  // check: every-fault-is-fatal
  parser.on('error', (error) => refuse(error.message.replace(/^undefined:/, ''), error))
  // check: no-doctype
  parser.on('doctype', () => here('a DOCTYPE is not accepted'))
  // check: no-processing-instruction
  parser.on('processinginstruction', () => here('a processing instruction is not accepted'))
  // check: no-cdata
  parser.on('cdata', () => here('a CDATA section is not accepted'))
  parser.on('xmldecl', ({ version, encoding }) => {
    // check: no-other-xml-version
    if (version !== '1.0') here('only XML 1.0 is accepted')
    // check: no-other-declared-encoding
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') here('only the encoding UTF-8 is accepted')
  })
  parser.on('comment', tree.comment)
  parser.on('opentag', (started) => tree.start(started, parser.line))
  parser.on('closetag', tree.end)
  parser.on('text', tree.text)
  return { parser, root: tree.root }
}

/** Builds the tree from the parser's events, within the limits. */
function createTree(options: ParseOptions, here: Refuse) {
  const limits = { depth: options.maxDepth ?? 32, nodes: options.maxNodes ?? 5_000 }
  const checkNames = namesWithin(options.maxNamespace ?? 1024, here)
  const open: OpenElement[] = []
  const commented = new WeakSet<OpenElement>()
  let root: XmlElement | null = null
  let nodes = 0
  return {
    root: () => root,
    start: (tag: SaxesTagNS, line: number) => {
      const element = elementOf(tag, options, line)
      nodes += 1 + Object.keys(tag.attributes).length
      // check: number-of-nodes
      if (nodes > limits.nodes) here('too many elements')
      // check: depth-of-elements
      if (open.length >= limits.depth) here('the elements are nested too deeply')
      checkNames(tag, element)
      // check: no-byte-order-mark-in-a-value
      if (element.attributes.some(({ value }) => value.includes(BYTE_ORDER_MARK))) here('a byte order mark in a value')
      open.at(-1)?.children.push(element)
      root ??= element
      open.push(element)
    },
    end: () => {
      open.pop()
    },
    text: (chunk: string) => {
      // check: no-byte-order-mark-in-a-text
      if (chunk.includes(BYTE_ORDER_MARK)) here('a byte order mark in a text')
      const parent = open.at(-1)
      if (!parent) return
      // check: no-text-after-a-comment
      if (commented.has(parent) && isWords(chunk)) here('a comment inside a text is not accepted')
      append(parent.children, chunk)
    },
    comment: (text: string) => {
      // check: no-comment
      if (!options.commentsBetweenElements) here('a comment is not accepted')
      const parent = open.at(-1)
      if (!parent) return
      commented.add(parent)
      // check: no-comment-after-a-text
      if (parent.children.some(isWords)) here('a comment inside a text is not accepted')
      parent.comments?.push(commentAtEnd(parent.children, text))
    },
  }
}

const hasUnreadName = ({ name, attributes }: SaxesTagNS): boolean =>
  [name, ...Object.keys(attributes)].some((each) => BEYOND_FFFF.test(each))

const elementOf = (tag: SaxesTagNS, { lossless, keepLines }: ParseOptions, line: number): OpenElement => ({
  namespace: tag.uri,
  name: tag.local,
  prefix: tag.prefix,
  attributes: Object.values(tag.attributes).filter(isNoDeclaration).map(plain),
  children: [],
  ...(lossless ? { declarations: new Map(Object.entries(tag.ns)), comments: [] } : {}),
  ...(keepLines ? { line } : {}),
})

/** The place of a comment. Text on both sides of it becomes one child, so the place is counted inside that text. */
function commentAtEnd(children: readonly (XmlElement | string)[], text: string): XmlComment {
  const last = children.at(-1)
  return typeof last === 'string'
    ? { child: children.length - 1, offset: last.length, text }
    : { child: children.length, offset: 0, text }
}

const namesWithin =
  (limit: number, here: Refuse) =>
  (tag: SaxesTagNS, element: XmlElement): void => {
    // check: no-name-beyond-ffff
    if (hasUnreadName(tag)) here('a name with a character beyond U+FFFF is not accepted')
    const isLong = ({ namespace }: XmlElement | XmlAttribute) => namespace.length > limit
    // check: no-endless-namespace
    if ([element, ...element.attributes].some(isLong)) here('a namespace name is too long')
  }

const isWords = (child: XmlElement | string): boolean => typeof child === 'string' && !isBlank(child)

const isNoDeclaration = ({ uri }: SaxesAttributeNS): boolean => uri !== XMLNS

const plain = ({ uri, local, prefix, value }: SaxesAttributeNS): XmlAttribute => ({
  namespace: uri,
  name: local,
  prefix,
  value,
})

/** Appends text. On both sides of an ignored comment it is one text. */
function append(children: (XmlElement | string)[], chunk: string): void {
  const last = children.at(-1)
  if (typeof last === 'string') children[children.length - 1] = last + chunk
  else children.push(chunk)
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length
