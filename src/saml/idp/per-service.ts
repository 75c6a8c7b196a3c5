import type { Service } from '../../domain/service.js'

/**
 * Remembers what is derived from a service's record (parsed keys, chosen algorithms) as long as that record is in use.
 * A changed service is another record, so it is prepared anew.
 */
export function perService<Prepared>(prepare: (service: Service) => Prepared): (service: Service) => Prepared {
  const kept = new WeakMap<Service, { readonly value: Prepared }>()
  return (service) => {
    const known = kept.get(service)
    if (known) return known.value
    const value = prepare(service)
    kept.set(service, { value })
    return value
  }
}
