import type { TenantId } from '../../domain/ids.js'
import type { Service } from '../../domain/service.js'
import { sourceIdOf, type Source } from '../../domain/source.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { registered } from '../services/registered-service.js'
import { followAddress } from './own-sources.js'
import { refreshSource, type Refreshed } from './refresh-source.js'
import { seesTenantOf } from './source-owner.js'
import type { SourceDeps } from './source-deps.js'

export interface RefreshNow {
  readonly actor: string
  /** Of who acts; null for who may see all. */
  readonly tenant: TenantId | null
  /** As in `refreshSource`. */
  readonly confirmed: string | null
}

/**
 * Refreshes the source of a service now. What a refresh by itself would leave to a person it leaves to one here, too,
 * unless a person has confirmed it who may decide for the source. Throws `Refused`: `service-unknown`, `source-none`,
 * `source-foreign`.
 */
export async function refreshNow(id: string, input: RefreshNow, deps: SourceDeps): Promise<Refreshed> {
  const service = await registered(id, deps.services)
  const source = await sourceFor(service, input.actor, deps)
  // check: who-leaves-a-source-is-decided-by-its-owner
  if (input.confirmed !== null && !seesTenantOf(input.tenant, source)) {
    throw new Refused(refusal('source-foreign', { url: source.url, tenant: input.tenant }))
  }
  const went = await refreshSource(source, input, deps)
  return went.kind === 'refused' && input.tenant !== null ? { ...went, refusal: went.told } : went
}

async function sourceFor(service: Service, actor: string, deps: SourceDeps): Promise<Source> {
  const { entityId } = service
  // In a store from before both were changed together, no broker may have followed the address yet.
  if (service.settings.refreshUrl !== null) await followAddress(entityId, actor, deps)
  const id = sourceIdOf(service)
  const known = id === null ? null : await deps.sources.find(id)
  if (!known) throw new Refused(refusal('source-none', { entityId }))
  return known
}
