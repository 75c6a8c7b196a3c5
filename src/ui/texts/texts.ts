import { byLanguage } from './messages.js'
import { de } from './de.js'
import { easy } from './de-x-leicht.js'
import { en } from './en.js'

/** The texts that every page shares. */
export const textsOf = byLanguage({ de, en, 'de-x-leicht': easy })
