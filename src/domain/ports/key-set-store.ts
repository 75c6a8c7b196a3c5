import type { Instant } from '../instant.js'
import type { StoredKey } from './key-store.js'

/** One key of the stored key set as kept: wrapped with SECRET_KEY, bound to its id, purpose and generation. */
export interface WrappedSetKey {
  readonly id: string
  readonly purpose: string
  /** Which key of its purpose it is, from 1 on: the last one serves, those before it open what they made. */
  readonly generation: number
  readonly wrapped: string
  readonly createdAt: Instant
}

/** What SECRET_KEY has to open: the key set, and the private keys, which lie under a key of it. */
export interface HeldKeys {
  readonly set: readonly WrappedSetKey[]
  readonly privateKeys: readonly StoredKey[]
}

/** The key set in the database. */
export interface KeySetStore {
  held(): Promise<HeldKeys>
  /**
   * Adds what `missing` makes of what is there, in one transaction that comes after every other one of its kind: two
   * instances never make a key of one purpose twice. `missing` may run again; what it throws has changed nothing.
   */
  add(missing: (held: HeldKeys) => readonly WrappedSetKey[]): Promise<readonly WrappedSetKey[]>
}
