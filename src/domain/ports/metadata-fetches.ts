import type { EntityId } from '../ids.js'
import type { Instant } from '../instant.js'

/** How often the broker's metadata were fetched while they announced a key. */
export interface MetadataFetches {
  /** The id of the key. */
  readonly key: string
  /** For whom, as the address said that was fetched; null: it named no registered service. */
  readonly service: EntityId | null
  readonly count: number
  readonly lastAt: Instant
}

/** Counts of fetches, of all instances together. */
export interface MetadataFetchStore {
  /** Adds these counts to those there are, and forgets those of keys that are announced no more. */
  add(fetches: readonly MetadataFetches[]): Promise<void>
  /** Those of every key. */
  all(): Promise<readonly MetadataFetches[]>
}
