import type { Duration } from '../instant.js'

/**
 * Which logouts may have services of the back channel that nobody has told yet: a list beside the logouts, by which one is
 * found that no browser shows again. An id in it may be of a logout that is over or gone: it counts for nothing. Shared by
 * all instances. Throws `BrokerError('unavailable')` if the store does not answer.
 */
export interface UntoldLogouts {
  /** Notes that somebody is to look at it after so long; what was noted last holds. */
  note(id: string, after: Duration): Promise<void>
  /** Those to be looked at by now, at most so many, those that wait longest first. */
  due(most: number): Promise<readonly string[]>
  /** Nobody need look at it. */
  forget(id: string): Promise<void>
}
