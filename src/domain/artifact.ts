import type { EntityId } from './ids.js'
import { minutes, seconds, type Duration } from './instant.js'
import type { Versioned } from './ports/versioned-store.js'

/** How long an answer waits for the service that it was made for (saml-bindings §3.6.5: no longer than it has to). */
export const ARTIFACT_LIFETIME: Duration = seconds(60)

/** The same where the citizen reads something before they go on: a status, which names nobody. */
export const READ_ARTIFACT_LIFETIME: Duration = minutes(5)

/** An answer that waits under the handle of its artifact; whoever takes it leaves the next version, without it. */
export interface KeptAnswer extends Versioned {
  /** The handle, in hex: 160 random bits that nobody but the browser and the service has. */
  readonly id: string
  /** The service that it was made for; no other one gets it. */
  readonly service: EntityId
  /** The Response as it is signed; null: it was taken. */
  readonly message: string | null
}

export const ARTIFACT_OUTCOMES = ['resolved', 'unknown', 'used', 'of-another-service', 'malformed'] as const
/**
 * What came of an artifact. All but `resolved` look alike to whoever asked (saml-core §3.5.3). `unknown`: there is none,
 * or no longer; `malformed`: it is none of ours by its form.
 */
export type ArtifactOutcome = (typeof ARTIFACT_OUTCOMES)[number]
