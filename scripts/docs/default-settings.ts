import { format, resolveConfig } from 'prettier'
import { stringify } from 'yaml'
import { settingsSchema } from '../../src/compose/load-config.js'
import {
  settingEntries,
  type SettingEntry,
  type SettingField,
  type SettingSection,
} from '../../src/config/schema-walk.js'

const HEAD = `Einstellungen, wie ausgeliefert. Erzeugt von npm run docs: Die Werte stehen in src/config/schema.ts, die der
Sitzungen in src/domain/session-limits.ts, die der Verfahren in deren settings.ts (src/methods). Nicht von Hand ändern:
Änderungen hier gehen verloren.
Wer etwas ändern will, legt eine eigene Datei an, in der nur steht, was anders sein soll, und nennt sie in CONFIG_FILE
(Vorlage: production.example.yaml). Ein Schlüssel ohne Wert gilt wie ausgeliefert. Unbekannte Schlüssel werden beim
Start abgelehnt. Alle Schlüssel mit ihren möglichen Werten: docs/configuration.md`

/** Columns that a line may have before its comment moves above it. */
const WIDTH = 120

/** config/default.yaml: every key with its default, from the schema of the config file. */
export async function defaultSettings(): Promise<string> {
  const lines = [
    ...comment(HEAD, ''),
    ...settingEntries(settingsSchema).flatMap((entry) => ['', ...linesOf(entry, '')]),
  ]
  return format(lines.join('\n'), { ...(await resolveConfig('config/default.yaml')), parser: 'yaml' })
}

const linesOf = (entry: SettingEntry, indent: string): readonly string[] =>
  'entries' in entry ? sectionLines(entry, indent) : fieldLines(entry, indent)

function sectionLines({ path, about, shipsEmpty, entries }: SettingSection, indent: string): readonly string[] {
  const key = `${indent}${keyOf(path)}:`
  if (shipsEmpty) return [about === null ? key : `${key} # ${about}`]
  const body = entries.flatMap((entry) => linesOf(entry, `${indent}  `))
  if (about === null) return [key, ...body]
  const gap = indent.length === 2 ? [''] : []
  return [...gap, ...comment(about, indent), key, ...body]
}

function fieldLines(field: SettingField, indent: string): readonly string[] {
  const [first, ...items] = valueLines(field.fallback)
  const line = `${indent}${keyOf(field.path)}:${first}`
  const more = items.map((item) => `${indent}  ${item}`)
  const short = `${line} # ${told(field)}`
  if (short.length <= WIDTH) return [short, ...more]
  return [...comment(folded(told(field), WIDTH - indent.length - 2), indent), line, ...more]
}

/** What a key is for, which values it may have where they are few, and what to write where it ships empty. */
const told = ({ doc, values, example }: SettingField): string =>
  `${doc}${values === undefined ? '' : `: ${values}`}${example === undefined ? '' : `; etwa ${example}`}`

function valueLines(fallback: unknown): readonly [string, ...(readonly string[])] {
  if (fallback === null) return ['']
  if (Array.isArray(fallback) && fallback.length === 0) return [' []']
  if (Array.isArray(fallback)) return ['', ...fallback.map((each) => `- ${scalar(each)}`)]
  return [` ${scalar(fallback)}`]
}

const scalar = (value: unknown): string => stringify(value, { lineWidth: 0 }).trimEnd()

const keyOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

const comment = (text: string, indent: string): readonly string[] =>
  text.split('\n').map((line) => `${indent}# ${line}`)

/** The text in lines of at most this many characters, broken between words. */
const folded = (text: string, width: number): string =>
  text.replace(new RegExp(`(.{1,${width}})(?: +|$)`, 'g'), '$1\n').trimEnd()
