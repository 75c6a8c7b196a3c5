import type { AuditEvent } from '../audit-event.js'
import type { Approval } from '../draft.js'
import type { KeyInfo } from './signing-keys.js'

/**
 * A key as kept: the private key is PKCS#8, wrapped with a key of the key set, or in its place `pkcs11:` with the hex of
 * the CKA_ID of one that stays in an HSM.
 */
export interface StoredKey extends Omit<KeyInfo, 'inHsm'> {
  readonly wrappedPrivateKey: string
}

/** What to save, what to tell the audit log, and what whoever asked for it is told. */
export interface KeyChange<Result> {
  readonly save: readonly StoredKey[]
  readonly audit: readonly AuditEvent[]
  readonly result: Result
  /** The draft that it makes come true, which is closed with it. */
  readonly approval?: Approval
}

/** The broker's keys in the database. */
export interface KeyStore {
  /** Oldest first. */
  all(): Promise<readonly StoredKey[]>
  /** Rises with every change; polled by every instance. 0 before the first. */
  revision(): Promise<number>
  /**
   * Saves what `decide` makes of all the keys (inserts or updates by id), with its audit entries, in one transaction;
   * asks it again where another command changed any key since they were read (`changeAgain`). Nothing is written where
   * nothing is to be saved. Throws `OperatorError('keys-busy')` where others keep changing them, and what `decide` throws.
   */
  change<Result>(decide: (keys: readonly StoredKey[]) => Promise<KeyChange<Result>>): Promise<Result>
}
