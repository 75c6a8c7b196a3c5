import type { AuditRecord } from '../../domain/audit-chain.js'
import { parsed } from '../audit/audit-filter.js'
import { auditSentence, oneLine } from './audit-sentences.js'

/** CONTRACT: one entry of `audit show --json` and of `audit export`. */
export const auditDocument = (entry: AuditRecord) => ({
  seq: entry.seq,
  id: entry.id,
  at: entry.at,
  actor: entry.actor,
  action: entry.action,
  subject: entry.subject,
  before: parsed(entry.before),
  after: parsed(entry.after),
  sentence: auditSentence(entry),
  mac: entry.mac,
  seal: entry.seal,
})

/** Its line of text: when, its number, who, and what. */
export const auditLine = (entry: AuditRecord): string =>
  [oneLine(entry.at), `#${entry.seq ?? '-'}`, oneLine(entry.actor), auditSentence(entry)].join('  ')

/** How an export is written: what stands before the first entry, between two, and behind the last one. */
export interface AuditFormat {
  readonly head: string
  readonly between: string
  readonly tail: string
  readonly row: (entry: AuditRecord) => string
}

const FIELDS = ['seq', 'id', 'at', 'actor', 'action', 'subject', 'before', 'after', 'sentence', 'mac', 'seal'] as const

/** RFC 4180 §2: lines end with CRLF; a field with a comma, a quote or a line end is quoted, its quotes doubled. */
function csvField(value: string | number | null): string {
  if (typeof value === 'number' || value === null) return String(value ?? '')
  // Spreadsheets take a field for a formula that begins so, quoted or not; an apostrophe makes it text.
  // check: no-formula-in-an-export
  const text = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const csvRow = (entry: AuditRecord): string => {
  const values = { ...entry, sentence: auditSentence(entry) }
  return FIELDS.map((field) => csvField(values[field])).join(',')
}

export const AUDIT_FORMATS = {
  jsonl: { head: '', between: '\n', tail: '\n', row: (entry) => JSON.stringify(auditDocument(entry)) },
  csv: { head: `${FIELDS.join(',')}\r\n`, between: '\r\n', tail: '\r\n', row: csvRow },
} as const satisfies Readonly<Record<string, AuditFormat>>

/** One document, as `--json` has it. */
export const AS_ONE_DOCUMENT: AuditFormat = {
  head: '[\n',
  between: ',\n',
  tail: '\n]\n',
  row: (entry) => JSON.stringify(auditDocument(entry)),
}
