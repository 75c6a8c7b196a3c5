import { createPoller, type Poller } from '../crypto/poller.js'
import type { EntityId } from '../domain/ids.js'
import type { Duration } from '../domain/instant.js'
import type { LogoRecord } from '../domain/logo.js'
import type { LogoStore } from '../domain/ports/logo-store.js'

/** What is known of the services' pictures, in memory and in step with the store: a page asks without waiting. */
export interface FollowedLogos extends Poller {
  find(service: EntityId): LogoRecord | undefined
}

/** `onError`: told of a failing look; what was known stays. */
export function createFollowedLogos(
  store: Pick<LogoStore, 'all' | 'revision'>,
  options: { readonly pollEvery: Duration; readonly onError: (error: unknown) => void },
): FollowedLogos {
  let known: ReadonlyMap<EntityId, LogoRecord> = new Map()
  let revision = -1
  const refresh = async (): Promise<void> => {
    const next = await store.revision()
    if (next === revision) return
    known = new Map((await store.all()).map((record) => [record.service, record]))
    revision = next
  }
  return {
    ...createPoller({ every: options.pollEvery, refresh, onError: options.onError }),
    find: (id) => known.get(id),
  }
}
