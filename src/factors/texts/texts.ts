import { byLanguage } from '../../ui/texts/messages.js'
import { de } from './de.js'
import { en } from './en.js'

/** The texts of the password's second factors. */
export const factorTexts = byLanguage({ de, en })
