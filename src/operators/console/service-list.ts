import type { EntityId } from '../../domain/ids.js'
import { days, type Instant } from '../../domain/instant.js'
import { serviceName, type Service } from '../../domain/service.js'
import { TRUST_LEVELS, type TrustLevel } from '../../domain/trust-level.js'
import { NOTICE_DAYS } from '../services/metadata-end.js'
import type { ShownLogo } from './service-logo.js'

/** How the list is looked at; all of it from the address, so that it can be kept as a bookmark. */
export interface ListQuery {
  readonly search: string
  readonly level: TrustLevel | null
  readonly sort: SortColumn
  readonly page: number
}

export const SORT_COLUMNS = ['end', 'name', 'level', 'tenant', 'state'] as const
export type SortColumn = (typeof SORT_COLUMNS)[number]

export interface ListRow {
  readonly entityId: EntityId
  readonly name: string
  readonly level: TrustLevel
  readonly tenant: string | null
  readonly active: boolean
  /** The end of its metadata, and whether it is near or past. */
  readonly end: Instant | null
  readonly urgency: 'none' | 'near' | 'past'
}

/** A row with the picture of its service. */
export type PicturedRow = ListRow & { readonly logo: ShownLogo | null }

export interface ServiceList {
  readonly query: ListQuery
  readonly rows: readonly ListRow[]
  readonly found: number
  readonly pages: number
}

/** Rows of one page. */
const PAGE = 50

/** The query of an address; what it cannot mean counts as not said. */
export function listQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const text = (name: string): string => {
    const value = query[name]
    return typeof value === 'string' ? value.trim().slice(0, 200) : ''
  }
  return {
    search: text('suche'),
    level: TRUST_LEVELS.find((level) => level === text('niveau')) ?? null,
    sort: SORT_COLUMNS.find((column) => column === text('sort')) ?? 'end',
    page: /^\d{1,6}$/.test(text('seite')) ? Math.max(1, Number(text('seite'))) : 1,
  }
}

/** One page of these services; a page beyond the last is the last. What ends soonest comes first as shipped. */
export function serviceList(services: readonly Service[], query: ListQuery, now: Instant): ServiceList {
  const wanted = query.search.normalize('NFC').toLowerCase()
  const found = services
    .filter(({ settings }) => query.level === null || settings.trustLevel === query.level)
    .map((service) => listRow(service, now))
    .filter(({ name, entityId }) => `${name}\n${entityId}`.toLowerCase().includes(wanted))
    .sort((one, other) => BY[query.sort](one, other) || byName(one, other))
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const page = Math.min(query.page, pages)
  return { query: { ...query, page }, rows: found.slice((page - 1) * PAGE, page * PAGE), found: found.length, pages }
}

export function listRow(service: Service, now: Instant): ListRow {
  const { entityId, settings, tenant, active, metadata } = service
  return {
    entityId,
    name: serviceName(service, 'de'),
    level: settings.trustLevel,
    tenant,
    active,
    end: metadata.validUntil,
    urgency: urgencyOf(metadata.validUntil, now),
  }
}

const urgencyOf = (end: Instant | null, now: Instant): ListRow['urgency'] => {
  if (end === null || end > now + days(NOTICE_DAYS)) return 'none'
  return end <= now ? 'past' : 'near'
}

const german = new Intl.Collator('de')

const byName = (one: ListRow, other: ListRow): number =>
  german.compare(one.name, other.name) || german.compare(one.entityId, other.entityId)

const BY: Readonly<Record<SortColumn, (one: ListRow, other: ListRow) => number>> = {
  name: byName,
  level: (one, other) => TRUST_LEVELS.indexOf(other.level) - TRUST_LEVELS.indexOf(one.level),
  tenant: (one, other) => german.compare(one.tenant ?? '', other.tenant ?? ''),
  state: (one, other) => Number(one.active) - Number(other.active),
  end: (one, other) => compareEnds(one.end, other.end),
}

function compareEnds(one: Instant | null, other: Instant | null): number {
  if (one === other) return 0
  if (one === null) return 1
  return other === null ? -1 : one - other
}
