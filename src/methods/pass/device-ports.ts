import type { EcPublicKey } from '../../domain/pass-device.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { Random } from '../../domain/ports/random.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'
import type { TrustLevel } from '../../domain/trust-level.js'

/** What the management of a citizen's paired phones needs. */
export interface DevicePorts {
  readonly accounts: AccountStore
  readonly devices: PassDevices
  readonly pairings: VersionedStore<PassPairing>
  readonly challenges: VersionedStore<PassChallenge>
  /** A pairing ends with the session that began it. */
  readonly sessions: Pick<SessionStore, 'find'>
  /** Makes a key pair that lives as long as the pairing of this link. */
  readonly makeKey: (link: string) => Promise<{ readonly public: EcPublicKey; readonly wrapped: string }>
  readonly digest: KeyedDigest
  readonly random: Random
  readonly clock: Clock
  readonly attempts: AttemptCounter
  /** The level of the pass by configuration. */
  readonly passLevel: TrustLevel
  readonly publicUrl: string
  /** Where the app is got; null: the deployment has not said. */
  readonly installUrl: string | null
}
