import type { ArtifactOutcome } from '../artifact.js'
import type { LogoutState } from '../logout.js'

/**
 * Whose request it is: `new` for whoever shows nothing; `follow-up` for addresses of logins under way that are asked
 * without a cookie, as by a phone; `known` for a browser with a cookie that we made.
 */
export type RequestKind = 'new' | 'follow-up' | 'known'

/** What is counted for operators; labels hold no person and no unknown service. */
export interface Meter {
  /** One request of HTTP; `route` is the pattern, not the path. */
  request(route: string, method: string, status: number, seconds: number): void
  /** One login that ended: `answered` with its method and level, or the word for how it ended without (`endWord`). */
  loginEnded(result: string, method: string | null, level: string | null): void
  /** One request that ended on an error page, or, from a phone, in a problem; `code` is of the catalogue. */
  refused(code: string): void
  /** One refused request of a service that is kept to be looked up, or is not, as there are too many. */
  refusedRequest(went: 'kept' | 'dropped'): void
  /** One request that there was no room for, by whose it was. */
  shed(kind: RequestKind): void
  /** One proof that did not hold, by its method and a code that its module lists. */
  proofFailed(method: string, reason: string): void
  /** One service that took part in a session which ended, by what is known of it; once for each time that changes. */
  serviceLoggedOut(state: LogoutState): void
  /** One artifact that a service asked to resolve, by what came of it. */
  artifactResolved(outcome: ArtifactOutcome): void
  /** One message with a weak algorithm that an operator's exception permitted. */
  weakAlgorithm(algorithm: string): void
  /** One more of what a counter of a method counts, under this label. */
  count(counter: string, label: string): void
}

/** What the broker counts for a method beside its logins; registered whether the deployment offers it or not. */
export type MethodMetric =
  | {
      readonly kind: 'counter'
      readonly name: string
      readonly help: string
      readonly label: string
      /** All that the label may be: no person and no path becomes one. */
      readonly values: readonly string[]
    }
  /** A value of all instances together. */
  | { readonly kind: 'gauge'; readonly name: string; readonly help: string }
