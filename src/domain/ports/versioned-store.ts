import type { Instant } from '../instant.js'

/** A value that several change: it has an id, a version that rises by one with each change, and an end. */
export interface Versioned {
  readonly id: string
  readonly version: number
  /** From here on the store has forgotten it. */
  readonly keepUntil: Instant
}

/**
 * Values under way that have an end, shared by all instances. Throws `BrokerError('unavailable')` if the store does not
 * answer, or is full.
 */
export interface VersionedStore<Value extends Versioned> {
  /** Ids are random: throws `BrokerError('internal')` for one that is there. */
  create(value: Value): Promise<void>
  /** Null: there is none, or no longer. */
  find(id: string): Promise<Value | null>
  /** Compare-and-set: atomic, true only if the stored value has the version before this one. */
  replace(value: Value): Promise<boolean>
}
