import { byLanguage } from '../../../ui/texts/messages.js'
import { de } from './de.js'
import { easy } from './de-x-leicht.js'
import { en } from './en.js'

/** The texts of the online ID card. */
export const eidTexts = byLanguage({ de, en, 'de-x-leicht': easy })
