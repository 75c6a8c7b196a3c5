import { createPoller, type Poller } from '../crypto/poller.js'
import type { EntityId } from '../domain/ids.js'
import type { Duration } from '../domain/instant.js'
import type { FollowedRegistry } from '../domain/ports/service-registry.js'
import type { ServiceStore } from '../domain/ports/service-store.js'
import type { Service } from '../domain/service.js'

export interface ServiceRegistryOptions {
  /** 2 s as shipped: active means within 5 s, on every instance (RULES: Operators 2). */
  readonly pollEvery: Duration
  /** Told of a failing poll; the last good state stays. */
  readonly onError: (error: unknown) => void
}

/** The registry, kept in step, and all that is in it. */
export interface KeptServices extends FollowedRegistry, Poller {
  all(): Iterable<Service>
}

/**
 * The registry in memory: loaded whole at `start`, then kept in step by what changed. A service that did not
 * change stays the same object, so that what others have prepared for it (parsed keys) stays good.
 */
export function createServiceRegistry(store: ServiceStore, options: ServiceRegistryOptions): KeptServices {
  let services: ReadonlyMap<EntityId, Service> = new Map()
  let revision = 0

  const loadWhole = async (): Promise<void> => {
    const all = await store.changesSince(0)
    services = new Map(all.saved.map((service) => [service.entityId, service]))
    revision = all.revision
  }
  const refresh = async (): Promise<void> => {
    const changes = await store.changesSince(revision)
    // A revision that goes back means a database restored from a backup: what is known here is of no use then.
    if (changes.revision < revision) return loadWhole()
    if (changes.revision === revision) return
    const next = new Map(services)
    for (const id of changes.removed) next.delete(id)
    for (const service of changes.saved) next.set(service.entityId, service)
    services = next
    revision = changes.revision
  }
  return {
    ...createPoller({ every: options.pollEvery, refresh, onError: options.onError }),
    find: (id) => services.get(id),
    size: () => services.size,
    all: () => services.values(),
  }
}
