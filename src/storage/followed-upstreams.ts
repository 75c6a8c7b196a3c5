import { createPoller, type Poller } from '../crypto/poller.js'
import type { MethodId } from '../domain/ids.js'
import type { Duration } from '../domain/instant.js'
import type { UpstreamRegistry } from '../domain/ports/upstream-registry.js'
import type { UpstreamStore } from '../domain/ports/upstream-store.js'
import type { StoredUpstream } from '../domain/upstream.js'

/** The upstreams in memory, in step with the store: a login asks them without waiting. */
export interface FollowedUpstreams extends UpstreamRegistry, Poller {
  /** Whether the broker's own probe finds the upstream working, whichever process probes (RULES: Operators 8). */
  isUp(name: MethodId): boolean
}

/** They are few: whatever has changed, all are read. `onError`: told of a failing look; what was known stays. */
export function createFollowedUpstreams(
  store: Pick<UpstreamStore, 'readSince'>,
  options: { readonly pollEvery: Duration; readonly onError: (error: unknown) => void },
): FollowedUpstreams {
  let known: ReadonlyMap<MethodId, StoredUpstream> = new Map()
  let revision: number | null = null
  const followers = new Set<() => void>()
  const refresh = async (): Promise<void> => {
    const read = await store.readSince(revision)
    if (read === null) return
    known = new Map(read.stored.map((each) => [each.upstream.name, each]))
    revision = read.revision
    for (const changed of followers) changed()
  }
  return {
    ...createPoller({ every: options.pollEvery, refresh, onError: options.onError }),
    find: (name) => known.get(name)?.upstream,
    all: () => [...known.values()].map(({ upstream }) => upstream),
    revision: () => revision ?? 0,
    follow(changed) {
      followers.add(changed)
      return () => void followers.delete(changed)
    },
    // check: an-upstream-that-the-probe-finds-down-is-not-offered
    isUp: (name) => known.get(name)?.health.isUp ?? true,
  }
}
