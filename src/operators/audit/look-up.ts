import type { AuditRecord } from '../../domain/audit-chain.js'
import type { AuditFilter, Place } from '../../domain/ports/audit-chain.js'
import type { TenantId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import { isAskedFor, readFilter, type GivenFilter } from './audit-filter.js'
import type { AuditTools } from './audit-tools.js'

export interface LookUpDeps {
  readonly audit: AuditTools
  readonly clock: Clock
}

const AT_ONCE = 1000

/**
 * The last `limit` entries that were asked for, oldest first. The look-up is logged before anything is read, and is not
 * among them. Throws `Refused('audit-filter')`, and as a store does; then nothing is shown.
 */
export async function showEntries(
  given: GivenFilter,
  limit: number,
  actor: string,
  deps: LookUpDeps,
): Promise<readonly AuditRecord[]> {
  const filter = readFilter(given)
  const own = await logged('audit.shown', { ...filter, limit }, actor, deps)
  const found: AuditRecord[] = []
  for await (const entry of entriesOf(filter, 'newest', deps)) {
    if (entry.id === own) continue
    found.push(entry)
    if (found.length >= limit) break
  }
  return found.reverse()
}

/**
 * Every entry that was asked for, oldest first, page by page; logged as `showEntries`. `tenant`: no entries but those of
 * its services as they were written; null: all.
 */
export async function* exportEntries(
  given: GivenFilter,
  actor: string,
  deps: LookUpDeps,
  tenant: TenantId | null = null,
): AsyncGenerator<AuditRecord> {
  const filter = readFilter(given)
  const own = await logged('audit.exported', filter, actor, deps)
  // It would be followed for ever while a broker writes.
  const until = filter.until ?? new Date(deps.clock.now() + 1).toISOString()
  // check: an-export-holds-what-the-operator-may-see
  for await (const entry of entriesOf({ ...filter, until, tenant }, 'oldest', deps)) {
    if (entry.id !== own) yield entry
  }
}

export function logged(
  action: 'audit.shown' | 'audit.exported',
  asked: object,
  actor: string,
  { audit, clock }: LookUpDeps,
): Promise<string> {
  // check: who-looks-up-the-audit-is-in-it
  return audit.append({ at: clock.now(), actor, action, subject: 'audit', before: null, after: asked })
}

async function* entriesOf(
  filter: AuditFilter,
  order: 'oldest' | 'newest',
  { audit: { chain } }: LookUpDeps,
): AsyncGenerator<AuditRecord> {
  let after: Place | null = null
  for (;;) {
    const page: readonly AuditRecord[] = await chain.find(filter, { most: AT_ONCE, after, order })
    for (const entry of page) if (isAskedFor(filter, entry)) yield entry
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) return
    after = last
  }
}
