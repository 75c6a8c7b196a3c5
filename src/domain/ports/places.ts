import type { Duration } from '../instant.js'

/** Something that only so many may be open of at once. */
export interface PlaceGroup {
  /** A digest or a fixed word, never a name or an address. */
  readonly name: string
  readonly most: number
}

/**
 * Places for what is open at once, each until it is given back or its time is over. Shared by all instances. Throws
 * `BrokerError('unavailable')` if the store does not answer.
 */
export interface Places {
  /**
   * Takes a place in every group, or in none of them. Null, or the name of the first group that is full. Atomic.
   * `id`: random, for this one thing.
   */
  take(id: string, keepFor: Duration, groups: readonly PlaceGroup[]): Promise<string | null>
  /** Gives the places of `id` back, in every group; nothing happens if it has none. */
  giveBack(id: string): Promise<void>
  /** How many places of a group are taken now. */
  taken(group: string): Promise<number>
}
