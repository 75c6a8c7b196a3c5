import { minutes, type Duration } from './instant.js'
import type { UpstreamAnswer } from './ports/upstream-messages.js'
import type { Versioned } from './ports/versioned-store.js'

/** How long the answer of an upstream waits for the browser that was led here with it; a redirect takes moments. */
export const UPSTREAM_ANSWER_LIFETIME: Duration = minutes(5)

/** A proven answer that waits for its browser: the POST that brought it carried no cookie (CONTRACT: HTTP). */
export interface KeptUpstreamAnswer extends Versioned {
  /** Random, in the address that the browser is led to; it is worth nothing without the cookie of the login. */
  readonly id: string
  /** The random id of the upstream that gave it. */
  readonly upstream: string
  readonly answer: UpstreamAnswer
}
