import type { Log } from '../domain/ports/log.js'
import type { LogoutMessages } from '../domain/ports/logout-messages.js'
import type { LogoutStore } from '../domain/ports/logout-store.js'
import type { Meter } from '../domain/ports/meter.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { UntoldLogouts } from '../domain/ports/untold-logouts.js'
import type { ValueSeal } from '../domain/ports/value-seal.js'
import type { SessionPorts } from '../sessions/session-ports.js'

/** What a logout needs from outside. */
export interface LogoutPorts extends Omit<SessionPorts, 'sessionLimits'> {
  readonly logouts: LogoutStore
  /** By which a logout is found that nobody shows again. */
  readonly untoldLogouts: UntoldLogouts
  readonly messages: LogoutMessages
  readonly registry: ServiceRegistry
  readonly replay: ReplayCache
  /** Seals, in the ID of our requests, whose logout they belong to: two services see nothing in common. */
  readonly requestIds: ValueSeal
  readonly log: Log
  readonly meter: Meter
}
