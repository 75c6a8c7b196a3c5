import type { AuditFilter, Place } from '../../../domain/ports/audit-chain.js'
import { NAMED_SERVICE, NAMES_ERROR_ID, OFTEN, SELDOM_ACTION, SELDOM_ACTOR } from '../audit-columns.js'
import type { Database, Statement } from '../database.js'

interface Page {
  readonly most: number
  readonly after: Place | null
  readonly order: 'oldest' | 'newest'
}

/**
 * The entries that a look-up asks for, as one statement. What an entry names is found in the text of its JSON: that may
 * let through one that only quotes it, and whoever asked looks again.
 */
export function findStatement(filter: AuditFilter, { most, after, order }: Page, kind: Database['kind']): Statement {
  const values: (string | number)[] = []
  const value = (given: string | number): string => `$${values.push(given)}`
  const conditions = conditionsOf(filter, value, kind)
  if (after) conditions.push(`("at", id) ${order === 'oldest' ? '>' : '<'} (${value(after.at)}, ${value(after.id)})`)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const direction = order === 'oldest' ? 'ASC' : 'DESC'
  const text = `SELECT id, "at", actor, action, subject, "before", "after", mac, seq, seal FROM audit_entries ${where}
    ORDER BY "at" ${direction}, id ${direction} LIMIT ${value(most)}`
  return { text, values }
}

function conditionsOf(
  { since, until, tenant, actor, action, subject, subjects, service, naming, errorId }: AuditFilter,
  value: (given: string) => string,
  kind: Database['kind'],
) {
  const conditions: string[] = []
  // check: entries-are-bounded-by-tenant-in-the-store
  if (tenant != null) conditions.push(`tenant = ${value(tenant)}`)
  if (since != null) conditions.push(`"at" >= ${value(since)}`)
  if (until != null) conditions.push(`"at" < ${value(until)}`)
  // An index is on what stands in few entries, and is used where the statement says that it is one of these.
  if (actor != null) conditions.push(`actor = ${value(actor)}`, ...(OFTEN.has(actor) ? [] : [SELDOM_ACTOR]))
  if (action != null) conditions.push(`action = ${value(action)}`, ...(OFTEN.has(action) ? [] : [SELDOM_ACTION]))
  if (subject != null) conditions.push(`subject = ${value(subject)}`)
  if (subjects != null) conditions.push(`subject IN (${subjects.map(value).join(', ') || 'NULL'})`)
  if (naming != null) conditions.push(`(${NAMED_SERVICE[kind]}) = ${value(JSON.stringify(naming).slice(1, -1))}`)
  if (service != null)
    conditions.push(
      `(subject = ${value(service)} OR ${named('service', service, value)} OR ${named('child', service, value)})`,
    )
  if (errorId != null) conditions.push(NAMES_ERROR_ID, SELDOM_ACTION, named('errorId', errorId, value))
  return conditions
}

/** As `JSON.stringify` writes it, which made what is stored. */
function named(member: string, wanted: string, value: (given: string) => string): string {
  const pattern = () => value(`%${escaped(`"${member}":${JSON.stringify(wanted)}`)}%`)
  return `("after" LIKE ${pattern()} ESCAPE '!' OR "before" LIKE ${pattern()} ESCAPE '!')`
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&')
