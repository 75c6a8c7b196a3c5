import type { AuditEvent } from '../../domain/audit-event.js'
import type { SourceChange } from '../../domain/ports/source-store.js'
import { aggregateSourceId, isAddress, NEVER_FETCHED, serviceSourceId, type Source } from '../../domain/source.js'
import type { Service } from '../../domain/service.js'
import { seesTenantOf } from './source-owner.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { Feed } from '../services/feed.js'
import { sameJson } from '../services/same-json.js'
import type { ReadDocument } from '../services/service-deps.js'
import { SETTING_KEYS } from '../typed/setting-keys.js'
import { nextDue } from './due.js'
import type { SourceDeps } from './source-deps.js'

/** What an operator imports from an address, with a signer. */
export interface Registered {
  readonly url: string
  /** Certificates in PEM. */
  readonly signer: string
  /** The settings as they are typed, for services that come later. */
  readonly settings: Readonly<Record<string, string>>
  readonly document: ReadDocument
}

/** The feed of an import by hand from this address. */
export const handFeed = (url: string): Feed => ({
  source: { id: aggregateSourceId(url), feeds: 'services', url, entityId: null },
  mode: 'by-hand',
})

/**
 * The feed of an import from here; null: nothing is fetched again. Where changes need a second person, a source of
 * somebody's own choice would bring in what nobody approved: there `refreshUrl` is set, which is a change like others.
 */
export const feedOf = (from: string, signer: string | null, secondPerson: boolean): Feed | null =>
  // check: a-source-does-not-go-round-the-second-person
  signer !== null && isAddress(from) && !secondPerson ? handFeed(from) : null

/**
 * The source that has what is imported from an address fetched again from now on, as a part of that import: one that feeds
 * nobody would be forgotten. `tenant`: of who acts; null for who may see all. Throws `Refused('source-foreign')`.
 */
export async function importedSource(
  { url, signer, settings, document }: Registered,
  { actor, tenant }: { readonly actor: string; readonly tenant: Source['tenant'] },
  deps: Pick<SourceDeps, 'sources' | 'services' | 'refreshEvery' | 'chance'>,
): Promise<SourceChange> {
  await refuseForeign(url, tenant, deps)
  const now = deps.services.clock.now()
  const { cacheFor, validUntil } = document
  const whose = SETTING_KEYS.find(({ name }) => name === 'tenant')?.read(settings['tenant'] ?? '', deps.services.known)
  const state = {
    ...NEVER_FETCHED,
    ...{ cacheFor, validUntil },
    document: document.documentFingerprint,
    succeededAt: now,
  }
  const id = aggregateSourceId(url)
  const before = await deps.sources.find(id)
  const source: Source = {
    id,
    ...{ feeds: 'services', url, entityId: null, signer, settings, state },
    tenant: whose?.tenant ?? null,
    fetchedAt: now,
    dueAt: nextDue(state, now, { longest: deps.refreshEvery, chance: deps.chance() }),
    version: before?.version ?? 0,
  }
  // check: what-a-source-is-set-to-is-in-the-audit
  const isOther = before?.signer !== signer || !sameJson(before.settings, settings)
  const audit = isOther ? [registeredEntry(source, document.signerFingerprint, actor, now)] : []
  return { becomes: 'saved', source, audit }
}

/** Throws `Refused('source-foreign')` where the address is another tenant's source. */
export async function refuseForeign(
  url: string,
  tenant: Source['tenant'],
  { sources }: Pick<SourceDeps, 'sources'>,
): Promise<void> {
  const before = await sources.find(aggregateSourceId(url))
  // check: a-source-of-another-tenant-is-not-taken-over
  if (before && !seesTenantOf(tenant, before)) throw new Refused(refusal('source-foreign', { url, tenant }))
}

/** The source of one service at its own address; it is due at once. */
export const ownSource = ({ entityId, tenant }: Service, url: string, now: number): Source => ({
  id: serviceSourceId(entityId),
  ...{ feeds: 'service', url, entityId, tenant, signer: null, settings: {}, state: NEVER_FETCHED },
  fetchedAt: null,
  dueAt: now,
  version: 0,
})

export const registeredEntry = (
  { id, url, feeds, settings }: Source,
  signer: string | null,
  actor: string,
  at: number,
): AuditEvent => {
  const set = Object.keys(settings).length > 0 && { settings }
  return { at, actor, action: 'source.registered', subject: id, before: null, after: { url, feeds, signer, ...set } }
}

export const removedEntry = ({ id, url }: Source, actor: string, at: number): AuditEvent => ({
  at,
  actor,
  action: 'source.removed',
  subject: id,
  before: { url },
  after: null,
})
