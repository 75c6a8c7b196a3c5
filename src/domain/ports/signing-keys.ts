import type { Instant } from '../instant.js'

/** A key of the broker. `next` is announced only, `active` signs, `retired` is neither. */
export type KeyState = 'next' | 'active' | 'retired'
export type KeyUse = 'signing' | 'encryption'

/** What may be told of a key. */
export interface KeyInfo {
  readonly id: string
  readonly use: KeyUse
  readonly state: KeyState
  /** `RSA-3072`, `RSA-4096`, `EC-P-256`, `EC-P-384`. */
  readonly type: string
  /** Base64 DER without white space. */
  readonly certificate: string
  readonly notAfter: Instant
  readonly createdAt: Instant
  readonly activatedAt: Instant | null
}

/** The active signing key, ready: the private key stays behind `sign`. */
export interface Signer {
  readonly info: KeyInfo
  /** Signature over SHA-256/384/512 of `data` by the XML signature algorithm URI; raw r||s for ECDSA. Async, on the thread pool for RSA. */
  sign(algorithm: string, data: Uint8Array): Promise<Uint8Array>
}

/** The broker's keys as this process knows them; at most 5 s behind the store. */
export interface SigningKeys {
  /** The active signing key. */
  signer(): Signer
  /** Every key to announce in metadata: active first, then next. */
  announced(): readonly KeyInfo[]
}
