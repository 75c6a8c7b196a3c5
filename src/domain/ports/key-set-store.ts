import type { Instant } from '../instant.js'
import type { AuditEvent } from '../audit-event.js'
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

/** Changes what the keys of the set are wrapped with. */
export interface KeySetRewrap {
  /**
   * Puts the rows that `change` makes in the place of theirs, with the audit entry, in one transaction that comes after
   * every other one of the keys; nothing is written where there is nothing to change. Returns how many of how many.
   * `change` may run again; what it throws has changed nothing.
   */
  rewrap(change: (set: readonly WrappedSetKey[]) => RewrapChange): Promise<Rewrapped>
}

export interface RewrapChange {
  readonly anew: readonly WrappedSetKey[]
  readonly event: AuditEvent
}

/** How many stored keys are wrapped with another secret now, of how many. */
export interface Rewrapped {
  readonly rewrapped: number
  readonly all: number
}
