import type { KeySet } from '../../crypto/key-set.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Log } from '../../domain/ports/log.js'
import type { CallOut } from '../../domain/ports/outgoing.js'
import type { Random } from '../../domain/ports/random.js'
import type { SessionLimits } from '../../domain/session-limits.js'
import type { Site } from '../../domain/site.js'

/** What every method gets from the broker. A method names the stores that it needs in services of its own. */
export interface HouseServices {
  /** Base of every URL, without a slash at its end. */
  readonly publicUrl: string
  readonly site: Site
  readonly sessionLimits: SessionLimits
  readonly clock: Clock
  readonly random: Random
  readonly digest: KeyedDigest
  /** A key for each purpose that the broker has. */
  readonly keySet: KeySet
  readonly log: Log
  /** The port by which every call that a method makes goes out. */
  readonly callOut: CallOut
  /** Raises a counter of the method's module by one, under this label. */
  readonly count: (counter: string, label: string) => void
}
