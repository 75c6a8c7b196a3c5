import { BrokerError } from '../../domain/error-catalogue.js'
import type { Instant } from '../../domain/instant.js'
import { REQUEST_AHEAD } from '../../domain/request-age.js'
import { ENTITY } from '../dialects/name-id-uris.js'
import { instantOf, isTimely } from '../idp/validators/request-head.js'
import { NS } from '../namespaces.js'
import { attribute, childNamed, textOf, type XmlElement } from '../xml/node.js'

/** How far the clocks of two may be apart (SAML2int SDP-G01). */
export const SKEW = REQUEST_AHEAD

/** Whom an answer has to be from and for, and when. */
export interface Expected {
  /** The upstream's entityID. */
  readonly issuer: string
  /** Our entityID as a service of it, and our ACS. */
  readonly audience: string
  readonly acs: string
  readonly now: Instant
}

/** Both a Response and an assertion say that they are of SAML 2.0 (saml-core §4.1.1). */
export function checkVersion(element: XmlElement): void {
  // check: an-answer-is-of-version-2-0
  if (attribute(element, 'Version') !== '2.0') throw new BrokerError('upstream-malformed', 'Version')
}

/** The Issuer of a Response or an assertion is the upstream itself, as an exact string (saml-core §8.3.6). */
export function checkIssuer(element: XmlElement, { issuer }: Expected): void {
  const named = childNamed(element, NS.assertion, 'Issuer')
  const format = named && attribute(named, 'Format')
  const isEntity = format === null || format === ENTITY
  // check: an-answer-is-of-the-upstream
  if (named === null || !isEntity || textOf(named) !== issuer) {
    throw new BrokerError('upstream-not-for-us', `Issuer of the ${element.name}`)
  }
}

/** A signed message names the address that it is sent to (saml-bindings §3.5.5.2); any that is named is ours. */
export function checkDestination(response: XmlElement, isSigned: boolean, { acs }: Expected): void {
  const destination = attribute(response, 'Destination')
  // check: a-signed-response-has-a-destination
  // check: a-response-is-for-our-address
  if (destination === null ? isSigned : destination !== acs) {
    throw new BrokerError('upstream-not-for-us', destination === null ? 'no Destination' : 'Destination')
  }
}

/** The ID of the request that a Response answers. Throws `upstream-unsolicited` if it answers none. */
export function inResponseToOf(element: XmlElement): string {
  const id = attribute(element, 'InResponseTo')
  // check: an-answer-answers-a-request
  if (id === null || id === '') throw new BrokerError('upstream-unsolicited', `no InResponseTo in the ${element.name}`)
  return id
}

/** When it was issued: a short while ago (SECURITY 7). */
export function issuedAt(element: XmlElement, { now }: Expected): Instant {
  const issued = instantOf(attribute(element, 'IssueInstant') ?? '', 'IssueInstant')
  // check: an-answer-is-new
  if (!isTimely(issued, now)) throw new BrokerError('upstream-time', `IssueInstant of the ${element.name}`)
  return issued
}

/** The time that an attribute names; null: it is not there. */
export function timeIn(element: XmlElement, name: string): Instant | null {
  const written = attribute(element, name)
  return written === null ? null : instantOf(written, name)
}

/** Throws `upstream-time` if an end has passed. */
export function checkEnd(end: Instant | null, { now }: Expected, what: string): void {
  // check: what-has-ended-counts-no-more
  if (end !== null && end + SKEW <= now) throw new BrokerError('upstream-time', `${what} has ended`)
}

/** Throws `upstream-time` if a beginning is still to come. */
export function checkBeginning(beginning: Instant | null, { now }: Expected, what: string): void {
  // check: what-has-not-begun-does-not-count-yet
  if (beginning !== null && beginning - SKEW > now) throw new BrokerError('upstream-time', `${what} is ahead`)
}
