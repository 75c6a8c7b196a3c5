import { requestRulesDe } from './de-request-rules.js'
import { requestRulesEn } from './en-request-rules.js'
import { byLanguage } from './messages.js'

/** The words for the checks of a request. */
export const requestRuleTexts = byLanguage({ de: requestRulesDe, en: requestRulesEn })
