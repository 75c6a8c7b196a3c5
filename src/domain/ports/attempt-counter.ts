import type { Duration, Instant } from '../instant.js'

/**
 * Counts failed proofs, and what else only so many may be of, in a window that begins with the first one. Keys are
 * digests or random ids, never names or addresses.
 */
export interface AttemptCounter {
  /**
   * Adds one failure under `key`; with `member`, only if this member was not counted yet in the window.
   * Returns the count so far. Atomic.
   */
  add(key: string, window: Duration, member?: string): Promise<number>
  /**
   * Takes back one that was added under `key` without a member, for it was no failure after all. Atomic; never below
   * zero. Whoever adds before the proof and takes back after it limits tries made at once like tries made one by one.
   */
  takeBack(key: string): Promise<void>
  /** The count under `key`, and when its window ends; count 0 and `until` null if there is none. */
  read(key: string): Promise<{ readonly count: number; readonly until: Instant | null }>
  /** Forgets `key`: the proof succeeded. */
  clear(key: string): Promise<void>
}
