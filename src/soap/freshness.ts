import type { Instant } from '../domain/instant.js'
import { minutes } from '../domain/instant.js'
import { childNamed, textOf, type XmlElement } from '../saml/xml/node.js'
import { SOAP_NS } from './namespaces.js'
import { SoapError } from './soap-error.js'
import { soapRule } from './soap-rule.js'

/** How old a message may be: round trip and difference of the two clocks together. */
export const FRESH_FOR = minutes(5)
const AHEAD = minutes(2)

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/

/** A wsu:Timestamp that is of now (WSS 1.0 §10). Throws SoapError `soap-stale`. */
export function checkFreshness(timestamp: XmlElement, now: Instant): void {
  const [created, expires] = [timeIn(timestamp, 'Created'), timeIn(timestamp, 'Expires')]
  // check: soap-has-a-date
  if (created === null) throw new SoapError('soap-stale', 'the Timestamp has no Created')
  // check: soap-not-from-the-future
  if (created > now + AHEAD) throw new SoapError('soap-stale', 'the message is from the future; compare the clocks')
  // check: soap-not-too-old
  if (created < now - FRESH_FOR) throw new SoapError('soap-stale', 'the message is too old; compare the clocks')
  // check: soap-not-expired
  if (expires !== null && expires < now - AHEAD) throw new SoapError('soap-stale', 'the message has expired')
}

function timeIn(timestamp: XmlElement, name: string): Instant | null {
  const written = soapRule('soap-stale', () => {
    // check: soap-one-date
    const element = childNamed(timestamp, SOAP_NS.utility, name)
    return element && textOf(element)
  })
  if (written === null) return null
  // check: soap-dates-are-strict
  if (!INSTANT.test(written)) throw new SoapError('soap-stale', `${name} is no time in UTC`)
  return Date.parse(written)
}
