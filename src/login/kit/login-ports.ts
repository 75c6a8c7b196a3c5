import type { MethodId } from '../../domain/ids.js'
import type { SwitchedMethods } from '../../domain/method-switch.js'
import type { AccountRecall } from '../../domain/ports/account-recall.js'
import type { AccountStore } from '../../domain/ports/account-store.js'
import type { AuditLog } from '../../domain/ports/audit-log.js'
import type { Authenticator } from './authenticator.js'
import type { ConsentStore } from '../../domain/ports/consent-store.js'
import type { Duration } from '../../domain/instant.js'
import type { Log } from '../../domain/ports/log.js'
import type { Meter } from '../../domain/ports/meter.js'
import type { LoginStore } from '../../domain/ports/login-store.js'
import type { ReleaseChoices } from '../../domain/ports/release-choices.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { ServiceMessages } from '../../domain/ports/service-messages.js'
import type { FollowedRegistry } from '../../domain/ports/service-registry.js'
import type { ValueSeal } from '../../domain/ports/value-seal.js'
import type { UsedSectors } from '../../domain/ports/used-sectors.js'
import type { LogOut } from '../../domain/use-cases.js'
import type { SessionPorts } from '../../sessions/session-ports.js'

/** Everything a login needs from outside, by role. */
export interface LoginPorts extends SessionPorts {
  /** Ends a session whose browser goes on as somebody else. */
  readonly logOut: LogOut
  readonly logins: LoginStore
  readonly accounts: AccountStore
  readonly consents: ConsentStore
  readonly releaseChoices: ReleaseChoices
  /** Accounts and consents from memory, for logins that end in the request that begins them. */
  readonly recall: AccountRecall
  readonly replay: ReplayCache
  readonly registry: FollowedRegistry
  readonly audit: AuditLog
  readonly sectors: Pick<UsedSectors, 'append'>
  readonly log: Log
  readonly meter: Meter
  readonly messages: ServiceMessages
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** Seals for the cookie of a login how the login began, or which service asked. */
  readonly starts: ValueSeal
  /** Which methods are switched off. */
  readonly switched: SwitchedMethods
  /** The configured methods in the order in which they are offered. */
  readonly methods: ReadonlyMap<MethodId, Authenticator>
}
