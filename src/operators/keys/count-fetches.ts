import type { EntityId } from '../../domain/ids.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MetadataFetches, MetadataFetchStore } from '../../domain/ports/metadata-fetches.js'

/**
 * Counts fetches of the broker's metadata in memory, so that none of them costs a write. Whoever ends between two writes
 * loses what came since the last one; a count is a hint, not a proof.
 */
export interface FetchCounts {
  /** The metadata were fetched with these keys in them; `service`: registered, and named by the address. */
  count(keys: readonly string[], service: EntityId | null): void
  /** Writes what was counted since. Throws as the store does; then it is counted still. */
  write(): Promise<void>
}

/** Counts of this process that wait to be written. Services beyond that count as unnamed. */
const MOST_WAITING = 20_000

export function createFetchCounts(store: Pick<MetadataFetchStore, 'add'>, clock: Clock): FetchCounts {
  let waiting = new Map<string, MetadataFetches>()
  const add = (fetches: MetadataFetches): void => {
    const at = `${fetches.key} ${fetches.service ?? ''}`
    const before = waiting.get(at)
    // check: counts-of-fetches-are-limited
    if (!before && waiting.size >= MOST_WAITING && fetches.service !== null) return add({ ...fetches, service: null })
    const count = fetches.count + (before?.count ?? 0)
    waiting.set(at, { ...fetches, count, lastAt: Math.max(fetches.lastAt, before?.lastAt ?? 0) })
  }
  return {
    count(keys, service) {
      for (const key of keys) add({ key, service, count: 1, lastAt: clock.now() })
    },
    async write() {
      const taken = [...waiting.values()]
      if (taken.length === 0) return
      waiting = new Map()
      await store.add(taken).catch((error: unknown) => {
        taken.forEach(add)
        throw error
      })
    },
  }
}
