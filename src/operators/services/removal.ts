import { days } from '../../domain/instant.js'
import type { ServiceDeps } from './service-deps.js'
import { showService } from './manage-services.js'
import type { ServiceView } from './service-view.js'

/** How far back the logins are counted that show whether a service is in use. */
export const LATELY_DAYS = 30

/** What it means to remove a service, told before it is done. */
export interface RemovalConsequences {
  readonly view: ServiceView
  /** Its logins of late, and how many accounts they were of. */
  readonly lately: { readonly logins: number; readonly accounts: number }
  /** How many accounts have a pseudonym there, which comes back with the service; null: nobody counted. */
  readonly pseudonyms: number | null
  /** How many other services see the same pseudonyms. */
  readonly sharing: number
}

/** Throws `Refused('service-unknown')`. */
export async function removalConsequences(id: string, deps: ServiceDeps): Promise<RemovalConsequences> {
  const view = await showService(id, deps)
  const { entityId, settings } = view.service
  const [lately, pseudonyms, all] = await Promise.all([
    deps.loginsSince(entityId, deps.clock.now() - days(LATELY_DAYS)),
    deps.accountsInSector(settings.sector),
    deps.services.all(),
  ])
  const sharing = all.filter((other) => other.entityId !== entityId && other.settings.sector === settings.sector)
  return { view, lately, pseudonyms, sharing: sharing.length }
}
