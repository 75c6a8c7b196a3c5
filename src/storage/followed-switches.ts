import { createPoller, type Poller } from '../crypto/poller.js'
import type { MethodId } from '../domain/ids.js'
import type { Duration } from '../domain/instant.js'
import type { MethodSwitch, SwitchedMethods } from '../domain/method-switch.js'
import type { MethodSwitchStore } from '../domain/ports/method-switches.js'

/** The switches of methods in memory, in step with the store: a login asks them without waiting. */
export interface FollowedSwitches extends Poller {
  readonly switched: SwitchedMethods
}

/** They are few: each look reads them all. `onError`: told of a failing look; what was known stays. */
export function createFollowedSwitches(
  store: Pick<MethodSwitchStore, 'all'>,
  options: { readonly pollEvery: Duration; readonly onError: (error: unknown) => void },
): FollowedSwitches {
  const switched = new Map<MethodId, MethodSwitch>()
  const refresh = async (): Promise<void> => {
    const read = await store.all()
    switched.clear()
    for (const each of read) switched.set(each.method, each)
  }
  return { ...createPoller({ every: options.pollEvery, refresh, onError: options.onError }), switched }
}
