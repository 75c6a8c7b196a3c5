import { nearest } from '../../domain/nearest.js'
import { OperatorError } from '../../domain/operator-error.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'
import { suggestion } from './setting-parsers.js'
import { refuseUnpermitted, refuseUnsignable } from './settable-algorithms.js'
import { SETTING_KEYS, type SettingKey } from './settings-keys.js'
import { wholeException } from './weak-exception.js'

/** One `key=value` as typed. */
export interface Assignment {
  readonly key: string
  readonly value: string
}

/** Takes `key=value` texts apart; each key once. Throws `OperatorError` for a text without `=` or an unknown key. */
export function readAssignments(texts: readonly string[]): readonly Assignment[] {
  const read = texts.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw new OperatorError('setting-form', `"${shown(text)}" is not of the form key=value`)
    return { key: known(text.slice(0, at).trim()).name, value: text.slice(at + 1) }
  })
  return eachOnce(read)
}

/** The same, where options of their own (`--trust-level`) stand beside `--set`. */
export function eachOnce(assignments: readonly Assignment[]): readonly Assignment[] {
  const twice = assignments.find(({ key }, index) => assignments.findIndex((each) => each.key === key) !== index)
  if (twice) throw new OperatorError('setting-twice', `${twice.key} is given twice; give it once`)
  return assignments
}

/**
 * The draft with every assignment, checked one by one and together. `registered`: the service as stored, null at
 * its first import. Throws `OperatorError`: one line that names the key, the value, and what it may be.
 */
export async function assign(
  draft: ServiceDraft,
  assignments: readonly Assignment[],
  deps: ServiceDeps,
  registered: ServiceDraft | null,
): Promise<ServiceDraft> {
  const assigned = assignments.reduce((sofar, assignment) => applied(sofar, assignment, deps), draft)
  const touches = (...keys: readonly string[]) => assignments.some(({ key }) => keys.includes(key))
  const next = touches('weakAlgorithms', 'weakAlgorithmsUntil') ? wholeException(assigned, deps.clock.now()) : assigned
  if (touches('weakAlgorithms', 'encryptionAlgorithm')) refuseUnpermitted(next)
  if (touches('signatureAlgorithm')) await refuseUnsignable(next, deps)
  if (registered && next.settings.sector !== registered.settings.sector) {
    await refuseLivingSector(registered, next.settings.sector, deps)
  }
  return next
}

function applied(draft: ServiceDraft, { key, value }: Assignment, { known: values }: ServiceDeps): ServiceDraft {
  const setting = known(key)
  const next = setting.apply(draft, value, values)
  if (next) return next
  const expected = setting.expects(values) + suggestion(value, setting.words(values))
  throw refused(draft, key, value, expected)
}

/**
 * A change of sector replaces the pseudonyms of every user, and needs typed confirmation and a second person
 * (RULES: Identity 3), which the command line does not have yet: it changes only while nobody has one.
 */
async function refuseLivingSector(registered: ServiceDraft, wanted: string, deps: ServiceDeps): Promise<void> {
  const held = registered.settings.sector
  const accounts = await deps.accountsInSector(held)
  // check: a-sector-in-use-is-frozen
  if (accounts === 0) return
  const whose = accounts === null ? 'its accounts' : `${accounts} account${accounts === 1 ? '' : 's'}`
  throw refused(registered, 'sector', wanted, `"${held}", frozen: a change would replace the pseudonyms of ${whose}`)
}

function known(name: string): SettingKey {
  const found = SETTING_KEYS.find((each) => each.name === name)
  if (found) return found
  const names = SETTING_KEYS.map((each) => each.name)
  const meant = nearest(name, names)
  const hint = meant ? `did you mean ${meant}?` : `known: ${names.join(', ')}`
  throw new OperatorError('setting-unknown', `${shown(name)} is no setting of a service; ${hint}`)
}

const refused = (draft: ServiceDraft, key: string, value: string, expected: string): OperatorError =>
  new OperatorError('setting-value', `${key} cannot be "${shown(value)}" for ${draft.entityId}; it may be ${expected}`)

const shown = (text: string): string => {
  const line = text.replace(/[\p{C}\s]+/gu, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
