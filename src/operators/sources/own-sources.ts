import type { Service } from '../../domain/service.js'
import { serviceSourceId, type Source } from '../../domain/source.js'
import { ownSource, registeredEntry, removedEntry } from './register-source.js'
import type { SourceDeps } from './source-deps.js'

/** Who acts where nobody does. */
export const BROKER = 'broker'

/**
 * Brings the sources of single services in line with what the services are set to, whoever set it and by whatever way.
 * `services`: all of them, as they are known.
 */
export async function followAddresses(
  services: Iterable<Service>,
  known: readonly Source[],
  { sources, services: { clock } }: Pick<SourceDeps, 'sources' | 'services'>,
): Promise<void> {
  const now = clock.now()
  const held = new Map(known.map((source) => [source.id, source]))
  const wanted = new Set<string>()
  for (const service of services) {
    const { refreshUrl } = service.settings
    if (refreshUrl === null) continue
    const id = serviceSourceId(service.entityId)
    wanted.add(id)
    if (held.get(id)?.url === refreshUrl) continue
    const source = ownSource(service, refreshUrl, now)
    await sources.save(source, [registeredEntry(source, null, BROKER, now)])
  }
  for (const source of known) {
    if (source.feeds !== 'service' || wanted.has(source.id)) continue
    await sources.remove(source, [removedEntry(source, BROKER, now)])
  }
}
