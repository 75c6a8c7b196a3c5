import type { EntityId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { ServiceChange, ServiceStore } from '../../domain/ports/service-store.js'
import type { SourceChange, SourceStore } from '../../domain/ports/source-store.js'
import type { Service } from '../../domain/service.js'
import { serviceSourceId, type Source } from '../../domain/source.js'
import { ownSource, registeredEntry, removedEntry } from './register-source.js'
import type { SourceDeps } from './source-deps.js'

/** Who acts where nobody does. */
export const BROKER = 'broker'

/**
 * The registry in which the source of a service that has an address of its own (`refreshUrl`) comes, changes and goes with
 * the service, in the transaction of its change: whoever changes it, and by whatever way.
 */
export const withOwnSources = (store: ServiceStore, sources: Pick<SourceStore, 'all'>, clock: Clock): ServiceStore => ({
  ...store,
  change: (decide) =>
    store.change(async () => {
      const change = await decide()
      if (change.save.length + change.remove.length === 0) return change
      // check: a-source-comes-and-goes-with-its-service
      return { ...change, sources: [...(change.sources ?? []), ...ownChanges(change, await sources.all(), clock)] }
    }),
})

function ownChanges(
  { save, remove, audit }: ServiceChange<unknown>,
  known: readonly Source[],
  clock: Clock,
): readonly SourceChange[] {
  const held = new Map(known.map((source) => [source.id, source]))
  const actors = new Map(audit.map(({ subject, actor }) => [subject, actor]))
  const after = [
    ...save.map((service) => [service.entityId, service] as const),
    ...remove.map((id) => [id, null] as const),
  ]
  return after.flatMap(([id, service]) => {
    const by = { actor: actors.get(id) ?? BROKER, at: clock.now() }
    const change = ownChange(service, held.get(serviceSourceId(id)) ?? null, by)
    return change ? [change] : []
  })
}

interface By {
  readonly actor: string
  readonly at: number
}

/** What becomes of the source of a service as this is now (null: gone); null where it is as it should be. */
function ownChange(service: Service | null, held: Source | null, { actor, at }: By): SourceChange | null {
  const url = service?.settings.refreshUrl ?? null
  if (service === null || url === null) {
    return held && { becomes: 'removed', source: held, audit: [removedEntry(held, actor, at)] }
  }
  if (held?.url === url) {
    const { tenant } = service
    // check: a-source-is-of-the-tenant-of-its-service
    return held.tenant === tenant ? null : { becomes: 'saved', source: { ...held, tenant }, audit: [] }
  }
  const source = { ...ownSource(service, url, at), version: held?.version ?? 0 }
  return { becomes: 'saved', source, audit: [registeredEntry(source, null, actor, at)] }
}

/**
 * Brings the sources of single services in line with what the services are set to: those of a store from before they were
 * changed together. `services`: all of them, as they are known; what differs is looked at once more as it is stored.
 */
export async function followAddresses(
  services: Iterable<Service>,
  known: readonly Source[],
  deps: Pick<SourceDeps, 'sources' | 'services'>,
): Promise<void> {
  const own = new Map(known.filter(({ feeds }) => feeds === 'service').map((source) => [source.entityId, source]))
  for (const service of services) {
    const held = own.get(service.entityId) ?? null
    own.delete(service.entityId)
    if (ownChange(service, held, NOBODY)) await followAddress(service.entityId, BROKER, deps)
  }
  for (const id of own.keys()) if (id !== null) await followAddress(id, BROKER, deps)
}

const NOBODY: By = { actor: BROKER, at: 0 }

/** The same for one service, registered or not; gives its source, null where it has none. */
export function followAddress(
  id: EntityId,
  actor: string,
  { sources, services: { services, clock } }: Pick<SourceDeps, 'sources' | 'services'>,
): Promise<Source | null> {
  return services.change<Source | null>(async () => {
    const held = await sources.find(serviceSourceId(id))
    const change = ownChange(await services.find(id), held, { actor, at: clock.now() })
    const after = change === null ? held : change.becomes === 'removed' ? null : change.source
    return { save: [], remove: [], audit: [], sources: change ? [change] : [], result: after }
  })
}
