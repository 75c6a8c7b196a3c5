import type { AuditRecord } from '../../domain/audit-chain.js'
import { parsed } from '../audit/audit-filter.js'
import { NOT_SAID, type AuditSentences, type Side } from './audit-words.js'
import { de } from './audit-words-de.js'
import { en } from './audit-words-en.js'

const SENTENCES = { de, en } as const

/** What an empty list is, and what was looked for without any filter. */
const FEW_WORDS = { de: { nothing: 'nichts', all: 'alles' }, en: { nothing: 'nothing', all: 'all' } } as const

/** The languages that entries are told in. Files of them are in English, as the command line is. */
export type AuditLanguage = keyof typeof SENTENCES

const isKnown = (action: string): action is keyof AuditSentences => Object.hasOwn(en, action)

/** A value of a field of an entry as somebody reads it. */
export type ValueWord = (field: string, value: string) => string

/** In files and on the command line values are as they stand in the entry. */
const AS_STORED: ValueWord = (_field, value) => value

/** What the entry says, in one sentence without who and when; `spoken`: how its values are written. */
export function auditSentence(
  { action, subject, before, after }: AuditRecord,
  language: AuditLanguage = 'en',
  spoken: ValueWord = AS_STORED,
): string {
  const [was, is] = [sideOf(before), sideOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const told = {
    // A method is all that a subject has a word for: the others are ids and addresses.
    subject: action.startsWith('method.') ? spoken('method', subject) : subject,
    before: wordsOf(was, language, spoken),
    after: wordsOf(is, language, spoken),
    changed: names.map((name) => spoken('changed', name)).join(', ') || NOT_SAID,
  }
  return oneLine(isKnown(action) ? SENTENCES[language][action](told) : `${action} ${subject}`)
}

function sideOf(text: string | null): Readonly<Record<string, unknown>> {
  const value = parsed(text)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

const wordsOf =
  (side: Readonly<Record<string, unknown>>, language: AuditLanguage, spoken: ValueWord): Side =>
  (field) => {
    if (field !== '*') return wordOf(side[field], language, (value) => spoken(field, value))
    const all = Object.entries(side).map(
      ([name, value]) => `${name} ${wordOf(value, language, (each) => spoken(name, each))}`,
    )
    return all.join(', ') || FEW_WORDS[language].all
  }

function wordOf(value: unknown, language: AuditLanguage, spoken: (value: string) => string): string {
  if (value === undefined) return NOT_SAID
  if (value === null) return '–'
  if (Array.isArray(value))
    return value.map((one) => wordOf(one, language, spoken)).join(', ') || FEW_WORDS[language].nothing
  return typeof value === 'string' ? spoken(value) : JSON.stringify(value)
}

/** A terminal obeys control characters, and a row is one line. */
// check: an-entry-commands-no-terminal
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
