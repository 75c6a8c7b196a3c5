import { BrokerError } from '../../domain/error-catalogue.js'
import type { TenantId } from '../../domain/ids.js'
import type { Operator } from '../../domain/operator.js'
import type { ServiceStore } from '../../domain/ports/service-store.js'
import type { Service } from '../../domain/service.js'
import { seesTenant } from '../rights.js'
import { refusal } from '../findings.js'
import { Refused } from '../refused.js'
import type { ServiceDeps } from '../services/service-deps.js'

/**
 * The registry as this operator sees it: another tenant's service is not there, and none can be written. Rules that
 * compare with all services, such as whose a sector is, still see them.
 */
export function servicesOf(operator: Operator, deps: ServiceDeps): ServiceDeps {
  if (operator.tenant === null) return deps
  return { ...deps, services: boundedStore(operator, operator.tenant, deps.services) }
}

const boundedStore = (operator: Operator, tenant: TenantId, store: ServiceStore): ServiceStore => ({
  ...store,
  async find(id) {
    const service = await store.find(id)
    return service && seesTenant(operator, service.tenant) ? service : null
  },
  async removedInUse(ids) {
    const removed = await store.removedInUse(ids)
    return removed.map((each) => (seesTenant(operator, each.tenant) ? each : { ...each, isForeign: true }))
  },
  async versions(id, most) {
    const now = await store.find(id)
    const versions = await store.versions(id, most)
    const owner = now ? now.tenant : (versions[0]?.state.tenant ?? null)
    // check: the-history-of-another-tenants-service-is-not-there
    if (!seesTenant(operator, owner)) return []
    // check: what-a-service-was-under-another-tenant-stays-there
    return versions.filter(({ state }) => seesTenant(operator, state.tenant))
  },
  change: (decide) =>
    store.change(async () => {
      const change = await decide()
      const ids = [...change.save.map(({ entityId }) => entityId), ...change.remove]
      const before = await Promise.all(ids.map((id) => store.find(id)))
      // check: nothing-of-another-tenant-is-written
      const foreign = [...before, ...change.save].find((service) => service !== null && service.tenant !== tenant)
      if (foreign) throw new Refused(refusal('tenant-foreign', { entityId: foreign.entityId, tenant }))
      return change
    }),
})

/** Throws `not-found` for a service that there is not, or that is another tenant's: both alike. */
// check: a-service-of-another-tenant-is-not-there
export const asSeen = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof Refused && error.refusal.code === 'service-unknown') throw new BrokerError('not-found')
    throw error
  })

/** Those of the services that the operator sees. */
export const seenBy = (operator: Operator, services: Iterable<Service>): readonly Service[] =>
  [...services].filter(({ tenant }) => seesTenant(operator, tenant))
