import type { CanonicalMethod } from './canonical-form.js'
import { attribute, elements, type XmlElement, isBlank } from './node.js'

export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'

const WITH_COMMENTS = `${EXCLUSIVE_C14N}WithComments`

/** xml-c14n 1.0 and 1.1, each with whether comments stay. The two differ only in inherited `xml:` attributes. */
const INCLUSIVE: ReadonlyMap<string, boolean> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', false],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', true],
  ['http://www.w3.org/2006/12/xml-c14n11', false],
  ['http://www.w3.org/2006/12/xml-c14n11#WithComments', true],
])

/** Every prefix of a list is looked up for every element that is canonicalized; real lists name a handful. */
const LONGEST_PREFIX_LIST = 256
const MOST_PREFIXES = 32

/**
 * The exclusive canonicalization that a CanonicalizationMethod or Transform names: with or without comments (saml-core
 * §5.4.3), and with InclusiveNamespaces if it lists prefixes (xml-exc-c14n §3). Null for any other method, and if the
 * element holds a part that does not belong there.
 */
export function exclusiveMethod(algorithm: XmlElement): CanonicalMethod | null {
  const uri = algorithmAlone(algorithm)
  if (uri !== EXCLUSIVE_C14N && uri !== WITH_COMMENTS) return null
  const [list, ...more] = elements(algorithm)
  const inclusive = list ? prefixesIn(list) : []
  // check: one-prefix-list
  return inclusive && more.length === 0 ? { inclusive, comments: uri === WITH_COMMENTS } : null
}

/** The xml-c14n that a CanonicalizationMethod names; it has no parameters. Null for any other method. */
export function inclusiveMethod(algorithm: XmlElement): CanonicalMethod | null {
  const comments = INCLUSIVE.get(algorithmAlone(algorithm) ?? '')
  // check: an-inclusive-form-has-no-parameters
  return comments === undefined || elements(algorithm).length > 0 ? null : { inclusive: 'all', comments }
}

/** The Algorithm of an element without other attributes and without text, or null. */
function algorithmAlone(element: XmlElement): string | null {
  const hasText = element.children.some((child) => typeof child === 'string' && !isBlank(child))
  // check: an-algorithm-stands-alone
  return element.attributes.length === 1 && !hasText ? attribute(element, 'Algorithm') : null
}

function prefixesIn(list: XmlElement): readonly string[] | null {
  const { name, namespace, attributes, children } = list
  // check: a-prefix-list-is-one-of-its-kind
  if (name !== 'InclusiveNamespaces' || namespace !== EXCLUSIVE_C14N || children.length > 0) return null
  const written = attribute(list, 'PrefixList') ?? ''
  // check: a-prefix-list-has-nothing-else
  if (attributes.length > 1 || (attributes.length === 1 && attribute(list, 'PrefixList') === null)) return null
  const prefixes = written.split(' ').filter((each) => each !== '')
  // check: prefixes-are-few
  if (written.length > LONGEST_PREFIX_LIST || prefixes.length > MOST_PREFIXES) return null
  return prefixes.map((prefix) => (prefix === '#default' ? '' : prefix))
}
