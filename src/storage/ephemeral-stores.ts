import type { CardInquiry } from '../domain/card-inquiry.js'
import type { PassChallenge } from '../domain/pass-challenge.js'
import type { PassPairing } from '../domain/pass-pairing.js'
import type { ArtifactStore } from '../domain/ports/artifact-store.js'
import type { AttemptCounter } from '../domain/ports/attempt-counter.js'
import type { Places } from '../domain/ports/places.js'
import type { LogoutStore } from '../domain/ports/logout-store.js'
import type { LoginStore } from '../domain/ports/login-store.js'
import type { ReplayCache } from '../domain/ports/replay-cache.js'
import type { SessionStore } from '../domain/ports/session-store.js'
import type { KeptUpstreamAnswer } from '../domain/upstream-answer.js'
import type { UntoldLogouts } from '../domain/ports/untold-logouts.js'
import type { VersionedStore } from '../domain/ports/versioned-store.js'

/** Everything that has an end, whoever keeps it. */
export interface EphemeralStores {
  readonly logins: LoginStore
  readonly sessions: SessionStore
  readonly replay: ReplayCache
  readonly attempts: AttemptCounter
  readonly passChallenges: VersionedStore<PassChallenge>
  readonly passPairings: VersionedStore<PassPairing>
  readonly places: Places
  readonly cardInquiries: VersionedStore<CardInquiry>
  readonly logouts: LogoutStore
  readonly untoldLogouts: UntoldLogouts
  readonly artifacts: ArtifactStore
  readonly upstreamAnswers: VersionedStore<KeptUpstreamAnswer>
  close(): Promise<void>
}
