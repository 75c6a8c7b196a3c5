import type { Duration } from '../../domain/instant.js'

/**
 * The connections that stand at the door of this process: made, and not taken yet. A turn of the event loop takes one
 * (libuv), or is handed one by the primary; so a crowd is let in, or sent away, only as fast as turns are short.
 */
export interface Door {
  /** One more connection was taken. */
  readonly taken: () => void
  /** True while others may stand behind it. */
  isBusy(): boolean
  /** For so long the newest one may have stood there: the time since a turn of the loop that found nobody. */
  busyFor(): Duration
  /** Calls back each time when nobody stands there any more. */
  onClear(listener: () => void): void
}

/** Where nobody ever stands: for servers that a test makes. */
export const OPEN_DOOR: Door = {
  taken: () => undefined,
  isBusy: () => false,
  busyFor: () => 0,
  onClear: () => undefined,
}

/**
 * `nextWithin`: within what time the next one comes that is handed over by a primary. Where this process takes them
 * itself, a turn that finds nobody is proof enough.
 */
export function createDoor(nextWithin: Duration = 0): Door {
  const listeners: (() => void)[] = []
  let busySince: number | null = null
  let lastTaken = 0
  let isFresh = false
  const busyFor = (): Duration => (busySince === null ? 0 : performance.now() - busySince)
  // Runs after each reading of sockets, without a pause, until one has found nobody at the door.
  const look = (): void => {
    if (isFresh || performance.now() - lastTaken < nextWithin) {
      isFresh = false
      setImmediate(look)
      return
    }
    busySince = null
    for (const listener of listeners) listener()
  }
  return {
    taken() {
      lastTaken = performance.now()
      isFresh = true
      if (busySince !== null) return
      busySince = lastTaken
      setImmediate(look)
    },
    isBusy: () => busySince !== null,
    busyFor,
    onClear: (listener) => void listeners.push(listener),
  }
}
