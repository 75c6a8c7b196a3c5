import { attribute, elements, isText, textOf, type XmlElement } from '../../xml/node.js'

const TAGS: ReadonlySet<string> = new Set(['h1', 'p', 'a', 'b', 'i'])

/** Tags as text, as most portals write them. */
const WRITTEN_TAG = /<\/?(h1|p|b|i)\s*>|<a\s+href=(?:"https:\/\/[^"<>]*"|'https:\/\/[^'<>]*')\s*>|<\/a\s*>/g

/**
 * True if a Purpose holds no more than BundID's restricted HTML (interface description §9.5). It is shown nowhere; that it
 * is looked at tells portals here what BundID would tell them.
 */
export const isRestrictedHtml = (purpose: XmlElement): boolean =>
  isText(purpose) ? isPlainBesideTags(textOf(purpose)) : holdsTagsAlone(purpose)

const isPlainBesideTags = (text: string): boolean => !/[<>]/.test(text.replace(WRITTEN_TAG, ''))

const holdsTagsAlone = (parent: XmlElement): boolean =>
  parent.children.every((child) => typeof child !== 'string' || !/[<>]/.test(child)) &&
  elements(parent).every((child) => isTag(child) && holdsTagsAlone(child))

const isTag = (element: XmlElement): boolean =>
  TAGS.has(element.name) &&
  (element.name === 'a'
    ? (attribute(element, 'href') ?? '').startsWith('https://') && element.attributes.length === 1
    : element.attributes.length === 0)
