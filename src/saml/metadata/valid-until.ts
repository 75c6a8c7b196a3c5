import type { Instant } from '../../domain/instant.js'
import { OperatorError } from '../../domain/operator-error.js'
import { attribute, type XmlElement } from '../xml/node.js'
import { parseDateTime } from './date-time.js'
import { quoted } from '../../domain/quoted.js'

/** The validUntil of an element, or null. `place` names the element. Throws OperatorError if the value is no time. */
export function validUntilOf(element: XmlElement, place: string): Instant | null {
  const text = attribute(element, 'validUntil')
  if (text === null) return null
  const until = parseDateTime(text)
  // check: a-valid-until-is-a-time
  if (until === null) throw new OperatorError('metadata-valid-until', `${place}: validUntil ${quoted(text)} is no time`)
  return until
}

/** The earliest of the given times, or null if none is given. */
export const earliest = (...times: readonly (Instant | null)[]): Instant | null =>
  times.reduce((first, time) => (first !== null && time !== null ? Math.min(first, time) : (first ?? time)), null)
