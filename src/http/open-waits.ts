import type { Response } from 'express'

/**
 * Waits that one place may hold open: a browser opens six connections to a host by HTTP/1.1, so with these one is left
 * that goes on.
 */
const MOST_OF_ONE = 5

/** Waits of one process, whoever's: each looks into the store about twice a second. */
const MOST_OF_ALL = 2000

/** In seconds; the page's script pauses for as long by itself. */
const COME_BACK_AFTER = '5'

/** Ends with true when there is something new; looks once, whether or not the signal is given. */
export type Wait = (signal: AbortSignal) => Promise<boolean>

/** The requests of this process that are held open until there is something new. */
export interface OpenWaits {
  /**
   * Answers `{ "changed": … }` when `wait` ends, and gives it up with the connection. Beyond what may be open at
   * `place`, or at all, it looks once: what is new is told all the same, so that a sixth tab goes on too; else it is
   * 429.
   */
  answer(place: string, response: Response, wait: Wait): Promise<void>
}

export function createOpenWaits({ ofOne = MOST_OF_ONE, ofAll = MOST_OF_ALL } = {}): OpenWaits {
  const open = new Map<string, number>()
  let all = 0

  /** What ends it, however often it is called; null: there are enough. */
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
