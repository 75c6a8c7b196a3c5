import type { Duration } from '../instant.js'

/** Things that may happen once: message IDs, one-time tokens. */
export interface ReplayCache {
  /**
   * Claims `key` for `holder` if nobody has. Returns null if the claim succeeded, else the holder
   * that was first. Atomic across instances. The claim is kept for `keepFor` ms; a store that is full may forget it
   * after `neededFor`, where that is shorter.
   */
  claim(key: string, holder: string, keepFor: Duration, neededFor?: Duration): Promise<string | null>
}
