import { nearest } from '../../domain/nearest.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { KnownValues } from '../../operators/services/service-deps.js'
import type { SettingsChange } from '../../operators/services/setting-rules.js'
import { SETTING_KEYS, type SettingKey } from '../../operators/typed/setting-keys.js'
import { suggestion } from '../../operators/typed/setting-parsers.js'

/** One `key=value` as typed. */
export interface Assignment {
  readonly key: SettingKey
  readonly value: string
}

/**
 * Splits `key=value` texts; each key may occur once. Throws `OperatorError` for a text without `=`, an unknown or a
 * repeated key.
 */
export function readAssignments(texts: readonly string[]): readonly Assignment[] {
  const read = texts.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw new OperatorError('setting-form', `"${shown(text)}" is not of the form key=value`)
    return { key: settingKey(text.slice(0, at).trim()), value: text.slice(at + 1) }
  })
  return eachOnce(read)
}

/** Returns the assignments if no key occurs twice, also where options such as `--trust-level` stand beside `--set`. */
export function eachOnce(assignments: readonly Assignment[]): readonly Assignment[] {
  const twice = assignments.find(({ key }, index) => assignments.findIndex((each) => each.key === key) !== index)
  if (twice) throw new OperatorError('setting-twice', `${twice.key.name} is given twice; give it once`)
  return assignments
}

/**
 * Reads the typed values. Throws `OperatorError` for a value that its setting cannot hold, in one line that names the
 * key, the value, the service and what the setting may hold.
 */
export const readSettings = (
  assignments: readonly Assignment[],
  known: KnownValues,
  entityId: string,
): SettingsChange =>
  assignments.reduce<SettingsChange>((sofar, { key, value }) => {
    const read = key.read(value, known)
    if (!read) throw new OperatorError('setting-value', settingRefusal(key, value, known, entityId))
    return { ...sofar, ...read }
  }, {})

function settingRefusal(key: SettingKey, value: string, known: KnownValues, entityId: string): string {
  const expected = key.expects(known) + suggestion(value, key.words(known))
  return `${key.name} cannot be "${shown(value)}" for ${entityId}; it may be ${expected}`
}

/** The key of this name. Throws `OperatorError('setting-unknown')`, which names the nearest one. */
export function settingKey(name: string): SettingKey {
  const found = SETTING_KEYS.find((each) => each.name === name)
  if (found) return found
  const names = SETTING_KEYS.map((each) => each.name)
  const meant = nearest(name, names)
  const hint = meant ? `did you mean ${meant}?` : `known: ${names.join(', ')}`
  throw new OperatorError('setting-unknown', `${shown(name)} is no setting of a service; ${hint}`)
}

/** A typed text for a message: on one line and not too long. */
export const shown = (text: string): string => {
  const line = text.replace(/[\p{C}\s]+/gu, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
