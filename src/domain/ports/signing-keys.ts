import type { Instant } from '../instant.js'

export const KEY_STATES = ['next', 'active', 'previous', 'retired'] as const
/** Where a key stands in its roll-over; what it does in each state is in `key-state.ts`. */
export type KeyState = (typeof KEY_STATES)[number]
export type KeyUse = 'signing' | 'encryption'

/** What may be told of a key. */
export interface KeyInfo {
  readonly id: string
  readonly use: KeyUse
  readonly state: KeyState
  /** Since when it is in that state; null for keys whose state is older than this was kept. */
  readonly stateSince: Instant | null
  /** `RSA-3072`, `RSA-4096`, `EC-P-256`, `EC-P-384`. */
  readonly type: string
  /** Base64 DER without white space. */
  readonly certificate: string
  readonly notAfter: Instant
  readonly createdAt: Instant
  readonly activatedAt: Instant | null
  /** Whether its private key stays in an HSM; else it lies in the database, wrapped. */
  readonly inHsm: boolean
}

/** An active signing key, ready: the private key stays behind `sign`. */
export interface Signer {
  readonly info: KeyInfo
  /**
   * Signature over SHA-256/384/512 of `data` by the XML signature algorithm URI; raw r||s for ECDSA. Async, on the
   * thread pool for RSA.
   */
  sign(algorithm: string, data: Uint8Array): Promise<Uint8Array>
}

/** An encryption key, ready: the private key stays behind `open`. */
export interface Decrypter {
  readonly info: KeyInfo
  /** What was encrypted to this key with RSA-OAEP, this hash in both places. Throws for anything else. */
  open(sealed: Uint8Array, hash: 'sha1' | 'sha256'): Uint8Array
}

/** The broker's keys as this process knows them; at most 5 s behind the store. */
export interface SigningKeys {
  /** The active signing key that whatever everybody reads is signed with: RSA where there is one. */
  signer(): Signer
  /** Every active signing key, one of a family, RSA first; the same array until the keys change. */
  signers(): readonly Signer[]
  /** Every key to announce in metadata: active first, then previous, then next. */
  announced(): readonly KeyInfo[]
  /**
   * Every key that messages to the broker may be encrypted to, active first: also the previous one until it retires.
   */
  decrypters(): readonly Decrypter[]
}
