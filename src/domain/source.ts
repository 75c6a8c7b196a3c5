import { sourceId, type EntityId, type SourceId, type TenantId } from './ids.js'
import type { Duration, Instant } from './instant.js'
import type { Service } from './service.js'

/** Why the last refresh was refused, or waits for a person. */
export interface SourceTrouble {
  /** The stable name of the rule. */
  readonly rule: string
  /** One line in English, of whoever refused it. */
  readonly message: string
  /** When it was refused first; later refusals by the same rule keep this. */
  readonly since: Instant
  /** Where a person has to look: how many of its services would go, of how many. Null: there is nothing to decide. */
  readonly leaving: { readonly gone: number; readonly of: number } | null
}

/** A registered service that the last document has in a form that is refused; it works on as it was. */
export interface RefusedMember {
  readonly entityId: string
  readonly rule: string
  readonly message: string
}

/** What is known of the fetches of a source. */
export interface SourceState {
  /** Of the last good answer: what the next fetch asks with whether anything has changed. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** SHA-256 of the last good document. */
  readonly document: string | null
  /** How long the document says that it may be kept. */
  readonly cacheFor: Duration | null
  /** When the document as a whole ends. */
  readonly validUntil: Instant | null
  readonly succeededAt: Instant | null
  /** How often in a row it was not refreshed. */
  readonly failures: number
  readonly trouble: SourceTrouble | null
  readonly refused: readonly RefusedMember[]
}

/** An address from which metadata are fetched again and again. */
export interface Source {
  readonly id: SourceId
  /** `services`: every service of its document, also those that come later; `service`: one, and nothing else in it. */
  readonly feeds: 'services' | 'service'
  readonly url: string
  /** The one that it feeds; null where it feeds many. */
  readonly entityId: EntityId | null
  /** Whose the services are that come later. */
  readonly tenant: TenantId | null
  /** Certificates in PEM, one of which must have signed the document; null: as the service that it feeds was proven. */
  readonly signer: string | null
  /** The settings of services that come later, as they are typed. */
  readonly settings: Readonly<Record<string, string>>
  readonly state: SourceState
  readonly fetchedAt: Instant | null
  readonly dueAt: Instant
  readonly version: number
}

export const NEVER_FETCHED: SourceState = {
  etag: null,
  lastModified: null,
  document: null,
  cacheFor: null,
  validUntil: null,
  succeededAt: null,
  failures: 0,
  trouble: null,
  refused: [],
}

/** The id of the source of many services that lies at this address. */
export const aggregateSourceId = (url: string): SourceId => sourceId(`services ${url}`)

/** The id of the source of this service alone. */
export const serviceSourceId = (entityId: EntityId): SourceId => sourceId(`service ${entityId}`)

/** The source that feeds a service; null: it is imported by hand. There may be no such source any more. */
export function sourceIdOf({
  entityId,
  settings,
  source,
}: Pick<Service, 'entityId' | 'settings' | 'source'>): SourceId | null {
  if (settings.refreshUrl !== null) return serviceSourceId(entityId)
  return source.signer !== null && isAddress(source.from) ? aggregateSourceId(source.from) : null
}

/** Whether metadata came from an address; else from a file. */
export const isAddress = (from: string): boolean => /^https?:\/\//i.test(from)

/** True where this is what feeds the service. */
export const feeds = (source: Pick<Source, 'id'>, service: Parameters<typeof sourceIdOf>[0]): boolean =>
  sourceIdOf(service) === source.id

/** `ok`: the last document was taken; `failing`: it could not be had or is refused; `held`: a person has to decide. */
export const SOURCE_HEALTHS = ['ok', 'failing', 'held'] as const
export type SourceHealth = (typeof SOURCE_HEALTHS)[number]

export const healthOf = ({ state: { trouble } }: Pick<Source, 'state'>): SourceHealth =>
  trouble === null ? 'ok' : trouble.leaving === null ? 'failing' : 'held'

/** How many of these sources there are of each health. */
export const countsByHealth = (sources: readonly Source[]): ReadonlyMap<SourceHealth, number> =>
  new Map(SOURCE_HEALTHS.map((health) => [health, sources.filter((source) => healthOf(source) === health).length]))
