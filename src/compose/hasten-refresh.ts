import type { EntityId } from '../domain/ids.js'
import { minutes, type Duration, type Instant } from '../domain/instant.js'
import type { Clock } from '../domain/ports/clock.js'
import type { Log } from '../domain/ports/log.js'
import type { SourceStore } from '../domain/ports/source-store.js'
import type { Service } from '../domain/service.js'
import { sourceIdOf } from '../domain/source.js'

/** A source is asked no more often than this because of signatures that nobody can verify: anybody can send such. */
const AT_MOST_EVERY: Duration = minutes(5)

/**
 * Makes the source of a service due at once, when a request came that none of its keys has signed: it may have changed
 * its key. The request is refused all the same, and the job fetches.
 */
export function createHastening({
  sources,
  clock,
  log,
}: {
  readonly sources: Pick<SourceStore, 'hasten'>
  readonly clock: Clock
  readonly log: Log
}): (service: Service) => void {
  // No more of them than there are services; whoever sends thousands of such requests costs one write.
  const hastened = new Map<EntityId, Instant>()
  return (service) => {
    const id = sourceIdOf(service)
    const now = clock.now()
    const last = hastened.get(service.entityId) ?? -Infinity
    // check: unknown-keys-hasten-a-source-now-and-then
    if (id === null || now - last < AT_MOST_EVERY) return
    hastened.set(service.entityId, now)
    sources.hasten(id, { now, since: now - AT_MOST_EVERY }).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : 'unknown fault'
      log.warn('metadata.refresh-failed', { service: service.entityId, detail })
    })
  }
}
