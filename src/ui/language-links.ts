import type { Language } from '../domain/language.js'
import type { Page } from './view-models.js'

export interface LanguageLink {
  readonly language: Language
  readonly label: string
  /** Language of the label itself. */
  readonly labelLanguage: string
  readonly href: string
}

const LABELS: Readonly<Record<Language, { readonly label: string; readonly labelLanguage: string }>> = {
  de: { label: 'Deutsch', labelLanguage: 'de' },
  en: { label: 'English', labelLanguage: 'en' },
  'de-x-leicht': { label: 'Leichte Sprache', labelLanguage: 'de' },
}

/** The languages that a page exists in. */
export const languagesOf = (kind: Page['kind']): readonly Language[] =>
  kind === 'start' ? ['de', 'en', 'de-x-leicht'] : ['de', 'en']

/** The language that a page is shown in: the one asked for, else German. */
export const shownLanguage = (kind: Page['kind'], asked: Language): Language =>
  languagesOf(kind).includes(asked) ? asked : 'de'

/**
 * Pages whose address shows another one: that the password was right lies in the page of the second factor alone, so a
 * link would lead back to the password. The way back to it is on the page, and its languages there.
 */
const IN_ONE_LANGUAGE: ReadonlySet<Page['kind']> = new Set<Page['kind']>(['second-factor'])

/** Links to the same page in its other languages; none for a page without an address of its own. */
export function languageLinks(kind: Page['kind'], shown: Language, here: string | null): readonly LanguageLink[] {
  if (here === null || IN_ONE_LANGUAGE.has(kind)) return []
  return languagesOf(kind)
    .filter((language) => language !== shown)
    .map((language) => ({
      language,
      ...LABELS[language],
      href: `${here}${here.includes('?') ? '&' : '?'}lang=${language}`,
    }))
}
