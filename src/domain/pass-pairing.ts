import type { AccountId, PassDeviceId, SessionId } from './ids.js'
import { minutes, type Duration, type Instant } from './instant.js'
import type { EcPublicKey } from './pass-device.js'
import type { KeyedDigest } from './ports/keyed-digest.js'
import type { TrustLevel } from './trust-level.js'

/** How long a pairing link can be used, and the pairing be ended by a first use. */
export const PASS_PAIRING_LIFETIME: Duration = minutes(10)

export type PassPairingState =
  | { readonly name: 'open' }
  /** A phone has sent its key; it still has to answer the challenge of this id. */
  | { readonly name: 'registered'; readonly device: PassDeviceId; readonly challenge: string }
  /** The first use held; the device is being bound to the account. Nobody ends the pairing any more. */
  | { readonly name: 'binding'; readonly device: PassDeviceId; readonly challenge: string }
  /** The device is bound to the account. */
  | { readonly name: 'done'; readonly device: PassDeviceId }
  /** Ended by the citizen, or by an answer that did not hold. */
  | { readonly name: 'over' }

/** One pairing under way. A value of the ephemeral store: changed by compare-and-set on `version`. */
export interface PassPairing {
  /** Names it in the addresses of pages, in histories and logs; nobody pairs by it. See `pairingIdOf`. */
  readonly id: string
  /** What its link to the phone holds: 128 random bits. Whoever has it pairs a phone. */
  readonly link: string
  readonly version: number
  readonly account: AccountId
  /** The browser session that began it: the pairing ends with it. */
  readonly session: SessionId
  /** Level of the session that began it: the most that the device will count for (RULES: Trust level of a login 4). */
  readonly cap: TrustLevel
  readonly key: { readonly public: EcPublicKey; readonly wrapped: string }
  /** When the store forgets it. */
  readonly keepUntil: Instant
  readonly state: PassPairingState
}

/** Under which id the pairing of a link lies: from it nobody gets the link. */
// check: the-address-of-a-pairing-pairs-nobody
export const pairingIdOf = (link: string, digest: KeyedDigest): string => digest.digest('pass-pairing', link)

/** The same pairing in its next state, to be stored by compare-and-set. */
export const pairingMovedTo = (pairing: PassPairing, state: PassPairingState): PassPairing => ({
  ...pairing,
  version: pairing.version + 1,
  state,
})
