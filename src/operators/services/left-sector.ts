import type { Service } from '../../domain/service.js'
import { refusal, type Refusal } from '../findings.js'
import type { ServiceDeps } from './service-deps.js'
import type { ServiceDraft } from './service-draft.js'

type Count = ServiceDeps['accountsInSector']

/** Counts the accounts of each sector once: thousands may be imported into one. */
export function countedOnce({ accountsInSector }: Pick<ServiceDeps, 'accountsInSector'>): Count {
  const counts = new Map<string, ReturnType<Count>>()
  return (sector) => {
    const count = counts.get(sector) ?? accountsInSector(sector)
    counts.set(sector, count)
    return count
  }
}

/**
 * Why a service cannot come into this sector, or null: it enters none in use that all services have left, as it would know the
 * pseudonyms of another one's users (RULES: Identity 3). `sectors`: the registered services by sector, `accounts`: how many
 * have a pseudonym there.
 */
export async function leftSector(
  { entityId, settings: { sector } }: ServiceDraft,
  sectors: ReadonlyMap<string, readonly Service[]>,
  accounts: Count,
): Promise<Refusal | null> {
  if (sectors.has(sector)) return null
  // check: a-new-service-enters-no-left-sector
  return (await accounts(sector)) === 0 ? null : refusal('sector-left', { entityId, sector })
}
