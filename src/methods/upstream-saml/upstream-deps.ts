import { loginId, type LoginId, type MethodId } from '../../domain/ids.js'
import type { KeyedDigest } from '../../domain/ports/keyed-digest.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { Random } from '../../domain/ports/random.js'
import type { ReplayCache } from '../../domain/ports/replay-cache.js'
import type { UpstreamMessages } from '../../domain/ports/upstream-messages.js'
import type { VersionedStore } from '../../domain/ports/versioned-store.js'
import type { SessionLimits } from '../../domain/session-limits.js'
import type { Upstream } from '../../domain/upstream.js'
import type { KeptUpstreamAnswer } from '../../domain/upstream-answer.js'

/** What the method is made from. */
export interface UpstreamSamlDeps {
  readonly clock: Clock
  readonly random: Random
  readonly digest: KeyedDigest
  readonly replay: ReplayCache
  readonly upstreamAnswers: VersionedStore<KeptUpstreamAnswer>
  readonly upstreamMessages: UpstreamMessages
  readonly sessionLimits: SessionLimits
  /** Whether the broker's own probe finds the upstream working (RULES: Operators 8). */
  readonly isUp: (name: MethodId) => boolean
  /** Whether its metadata still hold. */
  readonly isVouchedFor: (upstream: Upstream) => boolean
}

/** RelayState towards an upstream: which login its answer belongs to. It is worth nothing without the login's cookie. */
export const relayStateOf = (login: LoginId): string => login

/** The login that a RelayState names; null: it is none of ours by its form. */
export const loginOfRelayState = (relayState: string): LoginId | null =>
  /^[A-Za-z0-9_-]{8,64}$/.test(relayState) ? loginId(relayState) : null
