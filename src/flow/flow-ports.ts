import type { SessionLimits } from '../domain/session.js'
import type { MethodId } from '../domain/ids.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { AuditLog } from '../domain/ports/audit-log.js'
import type { Authenticator } from '../domain/ports/authenticator.js'
import type { Clock } from '../domain/ports/clock.js'
import type { ConsentStore } from '../domain/ports/consent-store.js'
import type { KeyedDigest } from '../domain/ports/keyed-digest.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import type { Random } from '../domain/ports/random.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'
import type { ServiceMessages } from '../domain/ports/service-messages.js'
import type { ServiceRegistry } from '../domain/ports/service-registry.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { ValueSeal } from '../domain/ports/value-seal.js'

/** Everything a login needs from outside, by role. */
export interface FlowPorts {
  readonly logins: LoginStore
  readonly sessions: SessionStore
  readonly accounts: AccountStore
  readonly consents: ConsentStore
  readonly replay: ReplayCache
  readonly registry: ServiceRegistry
  readonly audit: AuditLog
  readonly messages: ServiceMessages
  readonly digest: KeyedDigest
  readonly clock: Clock
  readonly random: Random
  /** Seals how a login to one's own account began, for its cookie. */
  readonly starts: ValueSeal
  /** The configured methods in the order in which they are offered. */
  readonly methods: ReadonlyMap<MethodId, Authenticator>
  readonly sessionLimits: SessionLimits
}
