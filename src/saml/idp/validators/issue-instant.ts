import { BrokerError } from '../../../domain/errors.js'
import type { Instant } from '../../../domain/instant.js'
import { OLDEST_REQUEST, REQUEST_AHEAD } from '../../../domain/request-age.js'
import { attribute, type XmlElement } from '../../xml/node.js'

// check: issue-instant-is-in-utc
const UTC_DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/

/**
 * IssueInstant: an xs:dateTime in UTC, with `Z` and no other zone (saml-core §1.3.3), and a time that exists.
 * Fractions of any length are taken, to the millisecond. Throws `saml-schema`.
 */
export function issueInstant(request: XmlElement): Instant {
  const [, seconds, fraction = ''] = UTC_DATE_TIME.exec(attribute(request, 'IssueInstant') ?? '') ?? []
  const instant = seconds === undefined ? NaN : Date.parse(`${seconds}Z`)
  // Date.parse rolls 31 February over into March; a time that does not read back is none.
  // check: issue-instant-exists
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 19) !== seconds) {
    throw new BrokerError('saml-schema', 'IssueInstant')
  }
  return instant + Math.floor(Number(`0${fraction}`) * 1000)
}

/** True if a request issued then is to be taken now. */
// check: issue-instant-is-not-too-old
// check: issue-instant-is-not-ahead
export const isTimely = (issued: Instant, now: Instant): boolean =>
  now - issued <= OLDEST_REQUEST && issued - now <= REQUEST_AHEAD
