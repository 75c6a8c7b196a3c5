import type { AuditRecord } from '../../domain/audit-chain.js'
import type { TenantId } from '../../domain/ids.js'
import type { AuditFilter, Place } from '../../domain/ports/audit-chain.js'
import { ERROR_ID_ACTIONS } from '../../domain/error-id-actions.js'
import { isAskedFor, readFilter, type GivenFilter } from './audit-filter.js'
import { logged, type LookUpDeps } from './look-up.js'

/** What a page of entries is looked up by. */
export interface PageAsked {
  readonly given: GivenFilter
  /** Entries before this one; null: from the newest on. */
  readonly before: Place | null
  /** No entries but those of its services, as they were its when the entry was written; null: all. */
  readonly tenant: TenantId | null
}

export interface EntryPage {
  /** Newest first. */
  readonly entries: readonly AuditRecord[]
  /** Where the next page begins; null: there is none. */
  readonly next: Place | null
}

/** Entries of one page. */
export const ENTRIES_PAGE = 50

/**
 * One page of the entries that were asked for. The look-up is logged before anything is read, and is not among them.
 * Throws as `showEntries`; then nothing is shown.
 */
export async function entryPage(
  { given, before, tenant }: PageAsked,
  actor: string,
  deps: LookUpDeps,
): Promise<EntryPage> {
  const filter = readFilter(given)
  const own = await logged('audit.shown', { ...filter, limit: ENTRIES_PAGE }, actor, deps)
  let seen: readonly AuditRecord[] = []
  // check: a-tenant-reads-the-entries-of-its-own-services
  for (const way of waysTo({ ...filter, tenant })) {
    const more = await newestOf(sinceAtLeast(way, seen), { before, own, deps })
    seen = newest([...seen, ...more])
  }
  const entries = seen.slice(0, ENTRIES_PAGE)
  const last = entries.at(-1)
  return { entries, next: last && seen.length > entries.length ? { at: last.at, id: last.id } : null }
}

/** Each entry once, no more than a page and what tells that there is another one. */
const newest = (entries: readonly AuditRecord[]): readonly AuditRecord[] =>
  [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort(newestFirst).slice(0, ENTRIES_PAGE + 1)

/** Once the page is full, older entries than its last one need not be looked for on the ways that are left. */
function sinceAtLeast(way: Way, seen: readonly AuditRecord[]): Way {
  const last = seen[ENTRIES_PAGE]
  const { since } = way.filter
  return !last || (since != null && since > last.at) ? way : { ...way, filter: { ...way.filter, since: last.at } }
}

/** How an entry may be found, and what says whether it is one that was asked for. */
interface Way {
  readonly filter: AuditFilter
  readonly asked: AuditFilter
}

/**
 * Each way is one that an index leads along in the order of time. Entries of one service are found where they are about it
 * and where they name it; an entry may be found on both.
 */
function waysTo(filter: AuditFilter): readonly Way[] {
  const { service, ...rest } = filter
  if (service == null && filter.errorId != null && filter.action == null)
    return ERROR_ID_ACTIONS.map((action) => ({ filter: { ...filter, action }, asked: filter }))
  if (service == null) return [{ filter, asked: filter }]
  return [
    { filter: { ...rest, subjects: [service] }, asked: filter },
    { filter: { ...rest, naming: service }, asked: filter },
  ]
}

/** The newest entries of one way, one more than a page holds. */
async function newestOf(
  { filter, asked }: Way,
  { before, own, deps }: { readonly before: Place | null; readonly own: string; readonly deps: LookUpDeps },
): Promise<readonly AuditRecord[]> {
  const most = ENTRIES_PAGE + 2
  const found: AuditRecord[] = []
  let after = before
  for (;;) {
    const read: readonly AuditRecord[] = await deps.audit.chain.find(filter, { most, after, order: 'newest' })
    found.push(...read.filter((entry) => entry.id !== own && isAskedFor(asked, entry)))
    const last = read.at(-1)
    if (!last || read.length < most || found.length > ENTRIES_PAGE) return found
    after = last
  }
}

const newestFirst = (one: AuditRecord, other: AuditRecord): number =>
  one.at === other.at ? order(other.id, one.id) : order(other.at, one.at)

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
