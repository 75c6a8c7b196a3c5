import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import type { UpstreamIdentity } from '../../domain/ports/upstream-messages.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, childrenNamed, elements, textOf, type XmlElement } from '../xml/node.js'
import { checkBeginning, checkEnd, timeIn, type Expected } from './head.js'

/** Under what an assertion holds. */
export interface AssertionConditions extends Pick<UpstreamIdentity, 'oneTimeUse' | 'proxy'> {
  /** Null: it names no end. */
  readonly end: Instant | null
}

const UNDERSTOOD: ReadonlySet<string> = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'])

/**
 * The Conditions of an assertion (saml-core §2.5): it is for us, it holds now, and there is none that the broker does not
 * understand, as whether it is kept would then be unknown. Throws `upstream-not-for-us`, `upstream-conditions`,
 * `upstream-time`, `saml-schema`.
 */
export function readConditions(assertion: XmlElement, expected: Expected): AssertionConditions {
  const conditions = childNamed(assertion, NS.assertion, 'Conditions')
  // check: an-assertion-without-conditions-is-for-nobody
  if (!conditions) throw new BrokerError('upstream-not-for-us', 'no Conditions')
  const foreign = elements(conditions).find((each) => each.namespace !== NS.assertion || !UNDERSTOOD.has(each.name))
  // check: unknown-conditions-refuse
  if (foreign) throw new BrokerError('upstream-conditions', 'a condition that the broker does not know')
  checkBeginning(timeIn(conditions, 'NotBefore'), expected, 'the assertion')
  const end = timeIn(conditions, 'NotOnOrAfter')
  checkEnd(end, expected, 'the assertion')
  checkAudience(conditions, expected)
  return { end, oneTimeUse: childNamed(conditions, NS.assertion, 'OneTimeUse') !== null, proxy: proxyIn(conditions) }
}

/** Each restriction has to hold, and one audience of it has to be us (saml-core §2.5.1.4). */
function checkAudience(conditions: XmlElement, { audience }: Expected): void {
  const restrictions = childrenNamed(conditions, NS.assertion, 'AudienceRestriction')
  const names = (restriction: XmlElement) => audiencesIn(restriction).includes(audience)
  // check: an-assertion-has-an-audience
  // check: each-audience-restriction-names-us
  if (restrictions.length === 0 || !restrictions.every(names)) throw new BrokerError('upstream-not-for-us', 'Audience')
}

const audiencesIn = (restriction: XmlElement): readonly string[] =>
  childrenNamed(restriction, NS.assertion, 'Audience').map(textOf)

/** To whom the assertion may be passed on (saml-core §2.5.1.6). */
function proxyIn(conditions: XmlElement): AssertionConditions['proxy'] {
  // check: what-limits-proxies-stands-once
  const restriction = childNamed(conditions, NS.assertion, 'ProxyRestriction')
  if (!restriction) return null
  const count = attribute(restriction, 'Count')
  return { count: count === null ? null : Number(count), audiences: audiencesIn(restriction) }
}
