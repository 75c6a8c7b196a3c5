import type { EcPublicKey } from '../pass-device.js'
import type { PassChallenge } from '../pass-challenge.js'
import type { PassPairing } from '../pass-pairing.js'
import type { AccountStore } from './account-store.js'
import type { AttemptCounter } from './attempt-counter.js'
import type { Clock } from './clock.js'
import type { KeyedDigest } from './keyed-digest.js'
import type { PassDevices } from './pass-devices.js'
import type { SessionStore } from './session-store.js'
import type { Random } from './random.js'
import type { VersionedStore } from './versioned-store.js'
import type { TrustLevel } from '../trust-level.js'

/** What the citizen's paired phones are managed with. */
export interface DevicePorts {
  readonly accounts: AccountStore
  readonly devices: PassDevices
  readonly pairings: VersionedStore<PassPairing>
  readonly challenges: VersionedStore<PassChallenge>
  /** A pairing ends with the session that began it. */
  readonly sessions: Pick<SessionStore, 'find'>
  /** A key pair that lives as long as the pairing of this link. */
  readonly makeKey: (link: string) => Promise<{ readonly public: EcPublicKey; readonly wrapped: string }>
  readonly digest: KeyedDigest
  readonly random: Random
  readonly clock: Clock
  readonly attempts: AttemptCounter
  /** Of the pass by configuration. */
  readonly passLevel: TrustLevel
  readonly publicUrl: string
}
