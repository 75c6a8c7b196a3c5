import { byLanguage } from '../../../ui/texts/messages.js'
import { de } from './de.js'
import { en } from './en.js'

/** The texts of the pages for test citizens. */
export const testTexts = byLanguage({ de, en })
