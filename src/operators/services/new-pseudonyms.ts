import { draftingServices, type DraftingDeps } from '../drafts/drafting.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { changeService, type ChangedService } from './manage-services.js'
import { nobodyIn } from './nobodys.js'
import { registered } from './registered-service.js'
import type { ServiceDeps } from './service-deps.js'
import type { SettingsChange } from './setting-rules.js'

/**
 * Changes settings, the sector of a service that is in use among them: all its users get new pseudonyms. `typed`: the
 * present sector, by whoever wants that. It waits for a second person whatever the settings say (RULES: Identity 3), so it
 * throws `ChangeDrafted`; where nobody has a pseudonym in the sector it is a change like any other. Throws `Refused`.
 */
export async function changeWithNewPseudonyms(
  id: string,
  { settings, typed }: { readonly settings: SettingsChange; readonly typed: string },
  actor: string,
  deps: ServiceDeps & { readonly drafting: DraftingDeps },
): Promise<ChangedService> {
  const { entityId, settings: now } = await registered(id, deps)
  const wanted = settings.sector ?? now.sector
  const accounts = wanted === now.sector ? 0 : await deps.accountsInSector(now.sector)
  if (accounts === 0) return changeService(id, settings, actor, deps)
  // check: new-pseudonyms-are-typed-for
  if (typed !== now.sector)
    throw new Refused(refusal('sector-typed', { entityId, sector: now.sector, wanted, accounts }))
  // check: new-pseudonyms-always-wait-for-a-second-person
  const services = draftingServices(deps.services, { ...deps.drafting, newPseudonyms: true })
  return changeService(id, settings, actor, { ...deps, services, accountsInSector: nobodyIn(now.sector, deps) })
}
