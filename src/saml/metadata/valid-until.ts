import { minutes, type Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { attribute, type XmlElement } from '../xml/node.js'
import { parseDateTime } from './date-time.js'
import { quoted } from '../../domain/quoted.js'

/** The validUntil of an element, or null. Throws OperatorError if it is no time; `place` names the element. */
export function validUntilOf(element: XmlElement, place: string): Instant | null {
  const text = attribute(element, 'validUntil')
  if (text === null) return null
  const until = parseDateTime(text)
  // check: a-valid-until-is-a-time
  if (until === null) throw new OperatorError('metadata-valid-until', `${place}: validUntil ${quoted(text)} is no time`)
  return until
}

/** The earliest of the times that are given, or null. */
export const earliest = (...times: readonly (Instant | null)[]): Instant | null =>
  times.reduce((first, time) => (first !== null && time !== null ? Math.min(first, time) : (first ?? time)), null)

/** Whose clock is right nobody knows: what has just ended, or is renewed in this moment, is taken all the same. */
const CLOCK_SKEW = minutes(5)

/** Whether an end of validity has passed, a few minutes of difference between two clocks apart. */
export const isPast = (until: Instant | null, now: Instant): boolean => until !== null && until + CLOCK_SKEW <= now
