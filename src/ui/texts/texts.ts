import type { Language } from '../../domain/language.js'
import { de } from './de.js'
import { en } from './en.js'
import type { Messages, TextLanguage } from './messages.js'

export const TEXTS: Readonly<Record<TextLanguage, Messages>> = { de, en }

/** The texts of a language; Leichte Sprache has whole pages of its own and borrows the rest from German. */
export const textsOf = (language: Language): Messages => TEXTS[language === 'en' ? 'en' : 'de']
