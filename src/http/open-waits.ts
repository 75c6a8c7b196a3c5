import type { Response } from 'express'
import { waitAside } from './admission/places.js'

/**
 * Waits that one place may hold open. A browser opens six connections to a host over HTTP/1.1, so one is left to go on.
 */
const MOST_OF_ONE = 5

/** Waits that one process may hold open in all: each looks into the store about twice a second. */
const MOST_OF_ALL = 2000

/** In seconds; the page's script pauses for as long when it has to pause by itself. */
const COME_BACK_AFTER = '5'

/** Resolves to true when there is something new. It looks once even if the signal is given already. */
export type Wait = (signal: AbortSignal) => Promise<boolean>

/** The requests of this process that are held open until there is something new. */
export interface OpenWaits {
  /**
   * Answers `{ "changed": … }` when `wait` ends, and gives the wait up when the connection ends. If `place` or the
   * process has too many open waits, it only looks once: news is told all the same, so that a sixth tab goes on too;
   * without news the answer is 429.
   */
  answer(place: string, response: Response, wait: Wait): Promise<void>
}

export function createOpenWaits({ ofOne = MOST_OF_ONE, ofAll = MOST_OF_ALL } = {}): OpenWaits {
  const open = new Map<string, number>()
  let all = 0

  /** Enters a wait. Returns what ends it, which may be called more than once; null if there are too many. */
  const enter = (place: string): (() => void) | null => {
    const count = open.get(place) ?? 0
    // check: one-login-holds-five-waits
    // check: a-process-holds-so-many-waits
    if (count >= ofOne || all >= ofAll) return null
    open.set(place, count + 1)
    all += 1
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      all -= 1
      const left = (open.get(place) ?? 0) - 1
      if (left > 0) open.set(place, left)
      else open.delete(place)
    }
  }
  return {
    async answer(place, response, wait) {
      const leave = enter(place)
      // check: a-wait-takes-no-place-of-work
      waitAside(response)
      const gone = new AbortController()
      response.once('close', () => {
        gone.abort()
        leave?.()
      })
      try {
        const changed = await wait(leave ? gone.signal : AbortSignal.abort())
        if (gone.signal.aborted) return
        if (!leave && !changed) response.status(429).set('Retry-After', COME_BACK_AFTER)
        response.json({ changed })
      } finally {
        leave?.()
      }
    },
  }
}
