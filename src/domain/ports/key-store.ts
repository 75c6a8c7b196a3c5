import type { AuditEvent } from '../audit-event.js'
import type { KeyInfo } from './signing-keys.js'

/** A key as kept: the private key is PKCS#8, wrapped with a key derived from SECRET_KEY. */
export interface StoredKey extends KeyInfo {
  readonly wrappedPrivateKey: string
}

/** The broker's keys in the database. */
export interface KeyStore {
  /** Oldest first. */
  all(): Promise<readonly StoredKey[]>
  /** Rises with every change; polled by every instance. 0 before the first. */
  revision(): Promise<number>
  /**
   * Saves the keys (inserts or updates by id) and the audit entries in one transaction. Compare-and-set on the
   * store: false, and nothing changes, if it has moved on from `basedOn`, a revision read before `all()`.
   */
  save(keys: readonly StoredKey[], audit: readonly AuditEvent[], basedOn: number): Promise<boolean>
}
