import { ERROR_ID_ACTIONS } from '../../domain/error-id-actions.js'
import type { Database } from './database.js'

/**
 * The service that an entry names (`"service":"…"` in `after`), as SQL: an index is on it, which only the same text
 * uses. It is found as text and not as JSON, so that an entry that somebody has changed refuses no other.
 */
export const NAMED_SERVICE: Readonly<Record<Database['kind'], string>> = {
  postgres: `substring("after" from '"service":"([^"]*)"')`,
  sqlite: `CASE WHEN instr("after", '"service":"') > 0 THEN substr("after", instr("after", '"service":"') + 11,
    instr(substr("after", instr("after", '"service":"') + 11), '"') - 1) END`,
}

/** Who acts and what happens in nearly every entry: an index without these costs a login nothing. */
export const SELDOM_ACTOR = `actor NOT IN ('citizen', 'broker')`
export const SELDOM_ACTION = `action NOT IN ('login.answered', 'login.aborted', 'account.signed-in')`
export const OFTEN: ReadonlySet<string> = new Set([
  'citizen',
  'broker',
  'login.answered',
  'login.aborted',
  'account.signed-in',
])

/** The entries that may name an error id. */
export const NAMES_ERROR_ID = `action IN (${ERROR_ID_ACTIONS.map((action) => `'${action}'`).join(', ')})`
