import type { EntityId } from '../../domain/ids.js'
import type { RemovedService } from '../../domain/ports/service-store.js'
import { refusal, type Refusal } from '../findings.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'

/** Those of these that were here before, and that some accounts have a pseudonym of. */
export async function returning(
  ids: readonly EntityId[],
  { services }: Pick<ServiceDeps, 'services'>,
): Promise<ReadonlyMap<EntityId, RemovedService>> {
  const removed = ids.length === 0 ? [] : await services.removedInUse(ids)
  return new Map(removed.map((each) => [each.entityId, each]))
}

/** A service at its first import, as it begins where it was here before: with the sector and the owner of then. */
export const asItWas = (draft: ServiceDraft, earlier: RemovedService | null): ServiceDraft =>
  earlier === null
    ? draft
    : { ...draft, tenant: earlier.tenant, settings: { ...draft.settings, sector: earlier.sector } }

/**
 * Why a service that was here before cannot come back like this; null: it can. Another sector would give its users other
 * pseudonyms without anybody having typed that (RULES: Identity 3); another owner would get those that its users had with the
 * first (RULES: Operators 2).
 */
export async function wrongReturn(
  draft: ServiceDraft,
  earlier: RemovedService | null,
  deps: Pick<ServiceDeps, 'accountsInSector'>,
): Promise<Refusal | null> {
  if (earlier === null) return null
  return foreignReturn(draft, earlier) ?? movedReturn(draft, earlier, deps)
}

function foreignReturn(
  { entityId, tenant }: ServiceDraft,
  { tenant: owner, isForeign }: RemovedService,
): Refusal | null {
  // check: a-removed-service-comes-back-to-its-tenant
  if (owner !== null && owner !== tenant) return refusal('tenant-foreign', { entityId, tenant: owner })
  // check: a-removed-service-of-nobody-comes-back-by-who-saw-it
  return isForeign && tenant !== null ? refusal('tenant-foreign', { entityId, tenant }) : null
}

/** The same where the owner is not decided anew, as with an earlier version. */
export async function movedReturn(
  { entityId, settings }: ServiceDraft,
  { sector }: RemovedService,
  { accountsInSector }: Pick<ServiceDeps, 'accountsInSector'>,
): Promise<Refusal | null> {
  const { sector: wanted } = settings
  // check: a-removed-service-comes-back-into-its-sector
  if (wanted === sector) return null
  return refusal('sector-kept', { entityId, sector, wanted, accounts: await accountsInSector(sector) })
}
