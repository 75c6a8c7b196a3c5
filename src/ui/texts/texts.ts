import { byLanguage } from './messages.js'
import { de } from './de.js'
import { en } from './en.js'

/** The texts that every page shares. */
export const textsOf = byLanguage({ de, en })
