import { AUDIT_ACTIONS } from '../../domain/audit-event.js'
import type { AuditRecord } from '../../domain/audit-chain.js'
import type { AuditFilter } from '../../domain/ports/audit-chain.js'
import { days } from '../../domain/instant.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { AuditFilterField } from './filter-fields.js'

export type GivenFilter = Readonly<Partial<Record<AuditFilterField, string>>>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** A day, in UTC, or a moment with its zone. A day that ends a span is part of it. */
function moment(text: string, isEnd: boolean): string | null {
  if (!DAY.test(text) && !MOMENT.test(text)) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) return null
  return new Date(isEnd && DAY.test(text) ? at + days(1) : at).toISOString()
}

const matching = (form: RegExp) => (text: string) => (form.test(text) ? text : null)

/**
 * The forms of what stands in the log. What was asked for is logged, so that nothing else may be asked: an e-mail address
 * or a name that somebody looks for would stand there.
 */
// check: a-look-up-asks-for-nobodys-name
const READ: Readonly<Record<AuditFilterField, (text: string) => string | null>> = {
  since: (text) => moment(text, false),
  until: (text) => moment(text, true),
  actor: matching(/^(broker|citizen|[a-z]+:[^\s@]{1,64})$/),
  service: matching(/^[a-z][a-z\d+.-]*:[^\s@]{1,1024}$/i),
  action: (text) => (Object.hasOwn(AUDIT_ACTIONS, text) ? text : null),
  subject: matching(/^[\w:/?#[\]!$&'()*+,;=.~%-]{1,1024}$/),
  errorId: matching(/^E-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
}

const FIELDS = Object.keys(READ).filter((field): field is AuditFilterField => Object.hasOwn(READ, field))

/** Reads what was given. Throws `Refused('audit-filter')` for what has not the form of what stands in the log. */
export function readFilter(given: GivenFilter): AuditFilter {
  const read: [AuditFilterField, string][] = FIELDS.flatMap((field) => {
    const value = given[field]
    if (value === undefined) return []
    const meant = READ[field](value)
    if (meant === null) throw new Refused(refusal('audit-filter', { field, value }))
    return [[field, meant]]
  })
  return Object.fromEntries(read)
}

/** Whether an entry that was found by its text is one that was asked for. */
export function isAskedFor({ service, errorId }: AuditFilter, entry: AuditRecord): boolean {
  const sides = [parsed(entry.before), parsed(entry.after)]
  const names = (member: string, wanted: string) => sides.some((side) => memberOf(side, member) === wanted)
  const isAbout = (wanted: string) => entry.subject === wanted || names('service', wanted) || names('child', wanted)
  if (service != null && !isAbout(service)) return false
  return errorId == null || names('errorId', errorId)
}

/** JSON as it is stored; text that is none, which nobody of ours has written, as it is. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}

const memberOf = (value: unknown, member: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, member)
    ? (value as Readonly<Record<string, unknown>>)[member]
    : undefined
