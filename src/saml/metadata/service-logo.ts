import { LARGEST_LOGO, type LogoAddress } from '../../domain/logo.js'
import { isPageLink } from '../../domain/page-link.js'
import { readFinding } from '../../domain/read-finding.js'
import { NS } from '../namespaces.js'
import { attribute, textOf, type XmlElement } from '../xml/node.js'
import type { Report } from './finding.js'

/** What stands as `data:` may be a third longer than its bytes, and a little more. */
const LONGEST_DATA = Math.ceil((LARGEST_LOGO * 4) / 3) + 100

/** Beside a line of text a picture of about this height is sharp, also where pixels are small. */
const BEST_HEIGHT = 64

/** Pages show one picture, whoever looks: a plain one, else the German or English one. */
const LANGUAGES: readonly (string | null)[] = [null, 'de', 'en']

/**
 * The one mdui:Logo that pages show (SAML metadata UI §2.1.5); null if there is none that can be fetched. Nothing in it
 * refuses the service: one with an address that is not https is left out and reported.
 */
export function logoOf(logos: readonly XmlElement[], allowHttpLoopback: boolean, report: Report): LogoAddress | null {
  const usable = logos.flatMap((element) => {
    const url = textOf(element).replace(/\s+/g, '')
    // check: a-logo-is-fetched-by-https
    if (!isData(url) && !isPageLink(url, allowHttpLoopback)) {
      report(readFinding('read-logo', { url: url.slice(0, 200) }))
      return []
    }
    const language = element.attributes.find(({ name, namespace }) => name === 'lang' && namespace === NS.xml)?.value
    const logo = { url, width: sizeIn(element, 'width'), height: sizeIn(element, 'height') }
    return [{ logo, rank: rankOf(language?.toLowerCase() ?? null, logo) }]
  })
  return usable.sort((one, other) => one.rank - other.rank)[0]?.logo ?? null
}

const isData = (url: string): boolean => url.length <= LONGEST_DATA && /^data:image\/[\w.+-]+;base64,/i.test(url)

const sizeIn = (element: XmlElement, name: 'width' | 'height'): number => {
  const size = Number(attribute(element, name) ?? '0')
  return Number.isInteger(size) && size > 0 && size < 100_000 ? size : 0
}

function rankOf(language: string | null, { height }: LogoAddress): number {
  const place = LANGUAGES.indexOf(language)
  return (place === -1 ? LANGUAGES.length : place) * 1_000_000 + Math.abs(height - BEST_HEIGHT)
}
