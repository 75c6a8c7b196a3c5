import type { Service } from '../../domain/service.js'
import type { Source } from '../../domain/source.js'
import { BROKER, followAddresses } from './own-sources.js'
import { refreshSource, type Refreshed } from './refresh-source.js'
import type { SourceDeps } from './source-deps.js'

/** Sources that are fetched at a time: one that does not answer keeps no other waiting for long. */
const AT_ONCE = 4

/** What is told of each source that was asked. */
export interface RefreshTold {
  refreshed(source: Source, went: Refreshed): void
  /** The broker itself was not able to do it; the source stays due. */
  failed(source: Source, error: unknown): void
}

/**
 * Refreshes every source that is due. `services`: all of them, as they are known. Ends between two fetches where `signal`
 * says so.
 */
export async function refreshDue(
  services: Iterable<Service>,
  told: RefreshTold,
  deps: SourceDeps,
  signal: AbortSignal,
): Promise<void> {
  await followAddresses(services, await deps.sources.all(), deps)
  const due = [...(await deps.sources.due(deps.services.clock.now()))]
  const worker = async (): Promise<void> => {
    for (let source = due.shift(); source && !signal.aborted; source = due.shift()) {
      try {
        told.refreshed(source, await refreshSource(source, { actor: BROKER, confirmed: null }, deps))
      } catch (error) {
        told.failed(source, error)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
