import { seconds, type Instant } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { MostRefused, NoteRefused, RefusedRequestStore } from '../../domain/ports/refused-requests.js'
import type { RefusedRequest } from '../../domain/refused-request.js'

export interface NoteRefusedDeps {
  readonly store: Pick<RefusedRequestStore, 'keep'>
  readonly clock: Clock
  /** How many are kept at most; half of them may be claimed. */
  readonly kept: number
  /** Counts what became of one. */
  readonly counted: (went: 'kept' | 'dropped') => void
}

/** Notes refused requests behind the back of whoever is answered. */
export interface RefusedNotes {
  readonly note: NoteRefused
  /** Resolves when everything that was noted so far is written or dropped. */
  settled(): Promise<void>
}

/**
 * So many may come at once, and so many a second for good. Whoever sends more costs one counter: a request whose sender
 * is only claimed can be sent by anybody.
 */
const ALLOWED = {
  proven: { atOnce: 60, aSecond: 5 },
  claimed: { atOnce: 30, aSecond: 1 },
} as const satisfies Readonly<Record<string, Allowance>>

interface Allowance {
  readonly atOnce: number
  readonly aSecond: number
}

/** As many wait for the database; each may hold 128 KiB. */
const MOST_WAITING = 64

/** Makes the notes of one process. What comes while a write is under way goes with the next one. */
export function createRefusedNotes({ store, clock, kept, counted }: NoteRefusedDeps): RefusedNotes {
  const most: MostRefused = { all: kept, claimed: Math.ceil(kept / 2) }
  const buckets = { proven: bucket(clock, ALLOWED.proven), claimed: bucket(clock, ALLOWED.claimed) }
  const waiting: RefusedRequest[] = []
  let writing: Promise<void> | null = null
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0)
      const went = await store.keep(batch, most).then(
        () => 'kept' as const,
        () => 'dropped' as const,
      )
      batch.forEach(() => counted(went))
    }
    writing = null
  }
  const take = (isProven: boolean, make: () => RefusedRequest): boolean => {
    // check: what-waits-for-the-database-is-limited
    if (waiting.length >= MOST_WAITING) return false
    // check: notes-of-refused-requests-are-limited
    if (!buckets[isProven ? 'proven' : 'claimed']()) return false
    try {
      waiting.push(make())
      return true
    } catch {
      // Whoever is answered is answered all the same.
      return false
    }
  }
  return {
    note(isProven, make) {
      if (!take(isProven, make)) counted('dropped')
      else writing ??= Promise.resolve().then(writeAll)
    },
    settled: async () => {
      while (writing) await writing
    },
  }
}

/** True for each that is allowed; what was not used adds up to `atOnce`. */
function bucket(clock: Clock, { atOnce, aSecond }: Allowance): () => boolean {
  let left: number = atOnce
  let at: Instant = clock.now()
  return () => {
    const now = clock.now()
    left = Math.min(atOnce, left + (Math.max(0, now - at) / seconds(1)) * aSecond)
    at = now
    if (left < 1) return false
    left -= 1
    return true
  }
}
