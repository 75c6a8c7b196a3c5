import { readFinding } from '../../domain/read-finding.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { AttributeConsumingService } from '../../domain/service.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../xml/node.js'
import { isHttpsLink } from './endpoint-url.js'
import { quoted } from '../../domain/quoted.js'
import type { Report } from './finding.js'

type Texts = Readonly<Record<string, string>>

const LONGEST = 256
const LONGEST_LINK = 2048
// Direction marks could reverse a name on the page that asks for consent.
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069]/gu

/** Where a text is cut, half of a character may be left. */
const HALF = /[\ud800-\udbff]$/

/**
 * Texts by language tag in lower case; empty ones do not count. Throws BrokerError('saml-schema') for two texts of one
 * language: citizens would see one of them, and a reader of the file might take the other for it.
 */
export function textsByLanguage(elements: readonly XmlElement[]): Texts {
  const texts = new Map<string, string>()
  for (const element of elements) {
    const language = element.attributes.find(({ name, namespace }) => name === 'lang' && namespace === NS.xml)?.value
    // check: names-are-not-turned-round
    // check: names-are-not-endless
    const text = textOf(element).replace(/\s+/g, ' ').replace(INVISIBLE, '').slice(0, LONGEST).replace(HALF, '')
    if (!language || !text) continue
    const tag = language.toLowerCase()
    // check: one-name-in-a-language
    if (texts.has(tag)) throw new BrokerError('saml-schema', `${element.name} stands more than once in ${quoted(tag)}`)
    texts.set(tag, text)
  }
  return Object.fromEntries(texts)
}

/** The names that citizens may see: mdui:DisplayName, else the organisation's display name, else the ServiceName. */
export function displayNamesOf(
  entity: XmlElement,
  role: XmlElement,
  services: readonly AttributeConsumingService[],
): Texts {
  const organization = childNamed(role, NS.metadata, 'Organization') ?? childNamed(entity, NS.metadata, 'Organization')
  const candidates = [
    textsByLanguage(uiElements(role, 'DisplayName')),
    organization ? textsByLanguage(childrenNamed(organization, NS.metadata, 'OrganizationDisplayName')) : {},
    services.find(({ isDefault }) => isDefault)?.names ?? {},
  ]
  return candidates.find((texts) => Object.keys(texts).length > 0) ?? {}
}

/** The links of mdui:UIInfo by language. Only https links are kept; others are reported. */
export function linksOf(role: XmlElement, name: 'PrivacyStatementURL' | 'InformationURL', report: Report): Texts {
  const links = Object.entries(textsByLanguage(uiElements(role, name)))
  return Object.fromEntries(
    links.filter(([, link]) => {
      // check: links-are-https
      const kept = isHttpsLink(link)
      if (!kept) report(readFinding('read-link', { element: name, link }))
      return kept
    }),
  )
}

/** The errorURL of the role, as far as pages may lead there; null: none. */
export function errorUrlOf(role: XmlElement, report: Report): string | null {
  const link = attribute(role, 'errorURL')
  if (link === null) return null
  // check: an-error-url-is-https
  const kept = link.length <= LONGEST_LINK && isHttpsLink(link)
  if (!kept) report(readFinding('read-link', { element: 'errorURL', link }))
  return kept ? link : null
}

/** The elements of this name in mdui:UIInfo of the role. */
export function uiElements(role: XmlElement, name: string): readonly XmlElement[] {
  const extensions = childNamed(role, NS.metadata, 'Extensions')
  const info = extensions && childNamed(extensions, NS.ui, 'UIInfo')
  return info ? childrenNamed(info, NS.ui, name) : []
}
