import type { PassSeal } from '../../crypto/pass-seal.js'
import type { PassChallenge } from '../../domain/pass-challenge.js'
import type { PassDevice } from '../../domain/pass-device.js'
import type { PassPairing } from '../../domain/pass-pairing.js'
import type { AttemptCounter } from '../../domain/ports/attempt-counter.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { PassDevices } from '../../domain/ports/pass-devices.js'
import type { SessionStore } from '../../domain/ports/session-store.js'
import type { Random } from '../../domain/ports/random.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'

/** What the pass is made from. */
export interface PassDeps {
  readonly devices: PassDevices
  readonly challenges: VersionedStore<PassChallenge>
  readonly pairings: VersionedStore<PassPairing>
  /** A pairing ends with the session that began it. */
  readonly sessions: Pick<SessionStore, 'find'>
  readonly seal: PassSeal
  readonly digest: KeyedDigest
  readonly random: Random
  readonly clock: Clock
  readonly attempts: AttemptCounter
  /** The broker's address as phones know it: links begin with it, and it is the `aud` of everything that they sign. */
  readonly publicUrl: string
  /** The broker's name on a phone, by language. */
  readonly siteNames: Readonly<Record<string, string>>
  /**
   * Makes the device one of its account's methods and marks it as used, in one write. Returns false if the session that
   * began the pairing has ended, the device or the account is gone, or the device was blocked meanwhile.
   */
  readonly bind: (pairing: PassPairing, device: PassDevice) => Promise<boolean>
}
