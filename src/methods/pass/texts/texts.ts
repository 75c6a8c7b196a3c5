import { byLanguage } from '../../../ui/texts/messages.js'
import { de } from './de.js'
import { en } from './en.js'

/** The texts of the smartphone pass and of the citizen's phones. */
export const passTexts = byLanguage({ de, en })
