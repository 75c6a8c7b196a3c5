import { BrokerError } from '../../domain/error-catalogue.js'
import type { Service } from '../../domain/service.js'
import { single, type Fields } from '../../http/parse.js'
import type { KnownValues } from '../services/service-deps.js'
import type { SettingsChange } from '../services/setting-rules.js'
import { SETTING_KEYS, settingText, type SettingKey } from '../typed/setting-keys.js'
import { SHOWN_SETTINGS, type Expected, type SettingField } from './pages/service-model.js'

export interface TypedSettings {
  readonly change: SettingsChange
  /** As they are shown again: what was typed, and what is stored where nothing was. */
  readonly fields: readonly SettingField[]
  /** Somebody else has changed a setting since the page was made. */
  readonly isOvertaken: boolean
}

/**
 * The settings that were changed on the page. Its form has every setting: what it shows otherwise than it is stored by
 * now, and nobody has touched, is not meant. A form that does not say what it showed means every field that it has.
 */
export function readTyped(typed: Fields, service: Service, known: KnownValues): TypedSettings {
  const shown = shownIn(typed)
  let change: SettingsChange = {}
  let isOvertaken = false
  const fields = SETTING_KEYS.map((key): SettingField => {
    const { name } = key
    const stored = settingText(key, service, known)
    const was = shown.get(name) ?? stored
    if (was !== stored) isOvertaken = true
    const sent = single(typed, name)
    const value = sent === null || sent === was ? stored : sent
    const read = value === stored ? {} : key.read(value, known)
    if (read) change = { ...change, ...read }
    return { name, value, stored, expected: read ? null : expectedOf(key, known) }
  })
  return { change, fields, isOvertaken }
}

const expectedOf = ({ words, expects }: SettingKey, known: KnownValues): Expected => ({
  words: words(known),
  said: expects(known),
})

/** What the page showed, by name; nothing for a form that does not say. Throws `form-input` for anything else. */
function shownIn(typed: Fields): ReadonlyMap<string, string> {
  const text = single(typed, SHOWN_SETTINGS)
  const entries = text === null ? [] : entriesIn(text)
  return new Map(
    entries.map(([name, value]) => {
      if (typeof value !== 'string') throw new BrokerError('form-input', SHOWN_SETTINGS)
      return [name, value]
    }),
  )
}

function entriesIn(text: string): readonly (readonly [string, unknown])[] {
  try {
    const shown: unknown = JSON.parse(text)
    if (typeof shown === 'object' && shown !== null && !Array.isArray(shown)) return Object.entries(shown)
  } catch (cause) {
    throw new BrokerError('form-input', SHOWN_SETTINGS, { cause })
  }
  throw new BrokerError('form-input', SHOWN_SETTINGS)
}
