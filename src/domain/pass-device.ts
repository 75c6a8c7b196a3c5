import type { AccountId, PassDeviceId } from './ids.js'
import type { Instant } from './instant.js'

/** A public key on P-256 as JWK coordinates (RFC 7518 §6.2.1): 32 bytes each, base64url. */
export interface EcPublicKey {
  readonly x: string
  readonly y: string
}

/** A phone that was paired as a pass (RULES: The pass). */
export interface PassDevice {
  readonly id: PassDeviceId
  /** The account that it is paired with; null for a phone that is used without one (RULES: The pass 6). */
  readonly account: AccountId | null
  /** As the citizen calls it. */
  readonly name: string
  /** Signatures of the phone verify with it (ECDSA with SHA-256). */
  readonly publicKey: EcPublicKey
  /** Keyed digest of what the phone sends for its PIN. */
  readonly pinDigest: string
  /** Keyed digest of the code that blocks it when the phone is lost. */
  readonly blockCodeDigest: string
  /** Wrong PINs in a row. */
  readonly wrongTries: number
  readonly pairedAt: Instant
  /** Null until it has answered its first challenge: until then it counts for nothing. */
  readonly firstUsedAt: Instant | null
  readonly blockedAt: Instant | null
}

/** Three wrong PINs in a row block a device until it is paired again (RULES: The pass 4). */
export const MOST_WRONG_TRIES = 3

/** Names of devices: what a citizen can tell them apart by. */
const LONGEST_DEVICE_NAME = 40

/** A name as it is kept: NFC, blanks collapsed. Null if nothing is left, it is too long or holds control characters. */
export function deviceName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return name === '' || [...name].length > LONGEST_DEVICE_NAME || /[\p{C}]/u.test(name) ? null : name
}
