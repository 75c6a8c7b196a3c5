import type { Language } from '../../domain/language.js'
import type { TextLanguage } from './messages.js'

/** The language that a page's texts are taken from: Leichte Sprache has whole pages and borrows the rest from German. */
const textLanguage = (language: Language): TextLanguage => (language === 'en' ? 'en' : 'de')

/** Looks up a feature's texts. A feature without a set for each language does not compile. */
export const byLanguage =
  <Texts>(sets: Readonly<Record<TextLanguage, Texts>>) =>
  (language: Language): Texts =>
    sets[textLanguage(language)]
