import { isAttributeName } from '../../domain/identity.js'
import { isTrustLevel } from '../../domain/trust-level.js'
import type { Scope } from '../../ui/page.js'
import type { SettingName } from '../services/setting-rules.js'
import type { FactName } from '../services/service-changes.js'
import { DEFAULT_WORD } from '../typed/setting-parsers.js'
import type { Expected } from './pages/service-model.js'
import { consoleTexts } from './texts/texts.js'

/** A value as it is read: in words, and as the command line takes it where that is something else. */
export interface Worded {
  readonly text: string
  /** Null: the text is what is typed, or nothing is. */
  readonly code: string | null
}

type Spoken = Pick<Scope, 'language' | 'texts' | 'methodText'>

/** One value of a setting or of metadata in words; a text of somebody's own is its own word. */
export function worded(field: FactName, code: string, scope: Spoken): Worded {
  const text = wordOf(field, code, scope)
  return text === null || text === code ? { text: code, code: null } : { text, code }
}

/** A setting as it is typed, word by word; empty where nothing stands there. */
export const wordedSetting = (field: FactName, typed: string, scope: Spoken): readonly Worded[] =>
  typed === '' ? [] : (LISTS.has(field) ? typed.split(',') : [typed]).map((code) => worded(field, code, scope))

/** What a setting may hold, where something else was typed. */
export function expectedText(field: SettingName, { words, said }: Expected, scope: Spoken): string {
  const { service, values } = consoleTexts(scope.language)
  const known = words
    .map((code) => worded(field, code, scope))
    .map(({ text, code }) => (code === null ? text : `${code} (${text})`))
    .join(', ')
  const own = values.expects[field]
  if (own) return service.wrongValue(own(known))
  return service.wrongValue(said === words.join(', ') ? known : said)
}

/** Settings that are lists of words. */
const LISTS: ReadonlySet<FactName> = new Set<FactName>([
  'requiredAttributes',
  'optionalAttributes',
  'attributeLevels',
  'methods',
  'weakAlgorithms',
  'requesters',
  'contacts',
])

/** Settings that are said by yes or no. */
const FLAGS: ReadonlySet<FactName> = new Set<FactName>(['active', 'pseudonymous', 'sso', 'signedRequests'])

function wordOf(field: FactName, code: string, scope: Spoken): string | null {
  const { values, yes, no } = consoleTexts(scope.language)
  if (code === DEFAULT_WORD) return values.defaults[field] ?? values.asShipped
  if (FLAGS.has(field)) return code === 'true' ? yes : no
  switch (field) {
    case 'trustLevel':
    case 'metadataLevel':
      return isTrustLevel(code) ? scope.texts.levels[code] : null
    case 'requiredAttributes':
    case 'optionalAttributes':
      return isAttributeName(code) ? scope.texts.attributes[code] : null
    case 'attributeLevels':
      return attributeLevel(code, scope)
    case 'methods':
      return scope.methodText(code).label
    default:
      return values.words[field]?.[code] ?? null
  }
}

function attributeLevel(code: string, { texts, language }: Spoken): string | null {
  const [name = '', level = ''] = code.split(':')
  if (!isAttributeName(name) || !isTrustLevel(level)) return null
  return consoleTexts(language).values.attributeLevel(texts.attributes[name], texts.levels[level])
}
