import type { EntityId } from '../ids.js'
import type { Service } from '../service.js'

/** The registered services as this process knows them, in memory; at most 5 s behind the store. */
export interface ServiceRegistry {
  /** The service with exactly this entityID, active or not. */
  find(id: EntityId): Service | undefined
  /** How many there are. */
  size(): number
}

/** The same for whoever finds out that it is behind. */
export interface FollowedRegistry extends ServiceRegistry {
  /** Reads now what has changed; throws `BrokerError('unavailable')` if the store does not answer. */
  refresh(): Promise<void>
}
