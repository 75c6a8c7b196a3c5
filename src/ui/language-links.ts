import type { Language } from '../domain/language.js'
import type { Page } from './page.js'

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
export const languagesOf = ({ easyView }: Page): readonly Language[] =>
  easyView === null ? ['de', 'en'] : ['de', 'en', 'de-x-leicht']

/** The language that a page is shown in: the one asked for, else German. */
export const shownLanguage = (page: Page, asked: Language): Language =>
  languagesOf(page).includes(asked) ? asked : 'de'

/** Links to the same page in its other languages; none for a page without an address of its own. */
export function languageLinks(page: Page, shown: Language, here: string | null): readonly LanguageLink[] {
  if (here === null || !page.hasAddress) return []
  return languagesOf(page)
    .filter((language) => language !== shown)
    .map((language) => ({
      language,
      ...LABELS[language],
      href: `${here}${here.includes('?') ? '&' : '?'}lang=${language}`,
    }))
}
