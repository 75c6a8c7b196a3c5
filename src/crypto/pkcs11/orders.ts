import type { SignatureAlgorithm } from '../signature-algorithms.js'
import type { KeyType } from '../key-types.js'

/** What the thread of the HSM is asked to do. A key is named by the hex of its CKA_ID. */
export type Order =
  | { readonly does: 'check'; readonly keys: readonly string[] }
  | { readonly does: 'make'; readonly key: string; readonly type: KeyType; readonly label: string }
  | { readonly does: 'sign'; readonly key: string; readonly way: SigningWay; readonly input: Uint8Array }
  | { readonly does: 'destroy'; readonly key: string }

/** How the HSM signs what is a hash already: PKCS#1 v1.5 of a DigestInfo, PSS with a salt as long as the hash, ECDSA. */
export interface SigningWay {
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa'
  readonly hash: SignatureAlgorithm['hash']
}

export interface TokenAddress {
  /** Path of the vendor's library. */
  readonly module: string
  /** The label of the token. */
  readonly token: string
  readonly pin: string
}

export interface NumberedOrder {
  readonly number: number
  readonly order: Order
}

/** What the thread answers: a signature, a public key in DER, nothing; or why it is refused, by its rule. */
export type Answer =
  | { readonly number: number; readonly given: Uint8Array | null }
  | { readonly number: number; readonly rule: string; readonly message: string }
