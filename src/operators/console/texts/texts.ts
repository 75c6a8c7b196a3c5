import { byLanguage } from '../../../ui/texts/messages.js'
import { de } from './de.js'
import { en } from './en.js'

/** The texts of the operators' console. */
export const consoleTexts = byLanguage({ de, en })
