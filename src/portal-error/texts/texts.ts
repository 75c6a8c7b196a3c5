import { byLanguage } from '../../ui/texts/messages.js'
import { de } from './de.js'
import { easy } from './de-x-leicht.js'
import { en } from './en.js'

/** The texts of the page behind our errorURL. */
export const portalErrorTexts = byLanguage({ de, en, 'de-x-leicht': easy })
