import { accountId } from '../../domain/ids.js'
import { pseudonymFault } from '../../domain/earlier-pseudonym.js'
import type { PseudonymRow } from '../../domain/ports/pseudonym-imports.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { WrongRow } from './row-faults.js'
import { refuseRows } from './wrong-rows.js'

/** Rows of one file: they are judged and written in one transaction, which others wait for. */
export const MOST_ROWS = 10_000

/** No file of so many rows is larger. */
export const MOST_BYTES = 8 * 1024 * 1024

const HEAD = 'account,value'

/**
 * The rows of a file of `account,value` (RFC 4180: comma, quotes where a field needs them, CRLF or LF), with or without
 * this first line. Throws `Refused` for a file that is none, and for every row that cannot be imported whatever is stored.
 */
export function readPseudonymRows(file: Uint8Array): readonly PseudonymRow[] {
  const lines = textOf(file).split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const first = lines[0] === HEAD ? 1 : 0
  const count = lines.length - first
  if (count <= 0) throw new Refused(refusal('pseudonym-file', { fault: 'empty', most: MOST_ROWS }))
  // check: an-import-has-so-many-rows-at-most
  if (count > MOST_ROWS) throw new Refused(refusal('pseudonym-file', { fault: 'rows', most: MOST_ROWS }))
  const wrong: WrongRow[] = []
  const rows: PseudonymRow[] = []
  for (let at = first; at < lines.length; at += 1) {
    const read = rowOf(lines[at] ?? '', at + 1)
    if ('fault' in read) wrong.push(read)
    else rows.push(read)
  }
  wrong.push(...twice(rows))
  refuseRows(wrong)
  return rows
}

function textOf(file: Uint8Array): string {
  if (file.length > MOST_BYTES) throw new Refused(refusal('pseudonym-file', { fault: 'rows', most: MOST_ROWS }))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    throw new Refused(refusal('pseudonym-file', { fault: 'encoding', most: MOST_ROWS }))
  }
}

function rowOf(line: string, number: number): PseudonymRow | WrongRow {
  const fields = FIELDS.exec(line)
  const [account, value] = [fieldOf(fields?.[1]), fieldOf(fields?.[2])]
  if (account === null || value === null) return { line: number, fault: 'columns' }
  const fault = pseudonymFault(value)
  return fault ? { line: number, fault } : { line: number, account: accountId(account), value }
}

const FIELD = '("(?:[^"]|"")*"|[^",]*)'
const FIELDS = new RegExp(`^${FIELD},${FIELD}$`)

const fieldOf = (field: string | undefined): string | null =>
  field === undefined ? null : field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field

/** Each account and each value stands in one row. */
function* twice(rows: readonly PseudonymRow[]): Generator<WrongRow> {
  const accounts = new Set<string>()
  const values = new Set<string>()
  for (const { line, account, value } of rows) {
    // check: an-account-is-named-once
    if (accounts.has(account)) yield { line, fault: 'account-twice' }
    // check: a-pseudonym-is-given-once
    else if (values.has(value)) yield { line, fault: 'value-twice' }
    accounts.add(account)
    values.add(value)
  }
}
