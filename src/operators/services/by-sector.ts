import type { Service } from '../../domain/service.js'

/**
 * The services by sector, because an aggregate has thousands of members and each is compared with those of its sector.
 */
export function bySector(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const sectors = new Map<string, Service[]>()
  for (const service of services) {
    const sharing = sectors.get(service.settings.sector)
    if (sharing) sharing.push(service)
    else sectors.set(service.settings.sector, [service])
  }
  return sectors
}
