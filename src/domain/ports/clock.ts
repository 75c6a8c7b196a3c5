import type { Instant } from '../instant.js'

/** The time. Injected everywhere, so that tests can move it. */
export interface Clock {
  now(): Instant
}
