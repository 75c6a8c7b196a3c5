import { BrokerError, type ErrorCode } from '../../../domain/error-catalogue.js'
import { entityId, type EntityId } from '../../../domain/ids.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, textOf, type XmlElement, childrenNamed } from '../../xml/node.js'
import { ENTITY } from '../../dialects/name-id-uris.js'
import type { LocalValidator, ReturnableValidator } from './request-context.js'
import type { Service } from '../../../domain/service.js'
import type { Instant } from '../../../domain/instant.js'
import { OLDEST_REQUEST, REQUEST_AHEAD } from '../../../domain/request-age.js'

/** The messages that services send. */
export type MessageName = 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse' | 'ArtifactResolve'

const ANOTHER: Readonly<Record<MessageName, ErrorCode>> = {
  AuthnRequest: 'saml-not-authn-request',
  LogoutRequest: 'saml-not-logout',
  LogoutResponse: 'saml-not-logout',
  ArtifactResolve: 'saml-not-artifact-resolve',
}

/** What every message has to say of itself before anything else is checked. */
interface RequestHead {
  readonly id: string
  readonly issuer: EntityId
}

/** An NCName (xml-names §4) without the rare ranges: an ID goes into our answers and our logs. */
const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]{0,255}$/u

/**
 * Reads ID and Issuer of a message. Throws `saml-not-authn-request` or the like, `saml-version`, `saml-schema` for an ID that
 * is no NCName of at most 256 characters, and `saml-issuer`: an Issuer must be there and be an entity identifier
 * (saml-profiles §4.1.4.1) of at most 1,024 characters (saml-core §8.3.6).
 */
export function requestHead(root: XmlElement, name: MessageName = 'AuthnRequest'): RequestHead {
  // check: the-root-is-an-authn-request
  if (root.namespace !== NS.protocol || root.name !== name) {
    throw new BrokerError(ANOTHER[name], name)
  }
  // check: the-version-is-2-0
  if (attribute(root, 'Version') !== '2.0') throw new BrokerError('saml-version')
  const id = attribute(root, 'ID')
  // check: the-request-id-is-a-name-of-limited-length
  if (id === null || !NC_NAME.test(id)) throw new BrokerError('saml-schema', 'ID')
  const issuer = childNamed(root, NS.assertion, 'Issuer')
  // check: the-issuer-is-there
  if (!issuer) throw new BrokerError('saml-issuer', 'missing')
  const format = attribute(issuer, 'Format')
  // check: the-issuer-is-an-entity
  if (format !== null && format !== ENTITY) throw new BrokerError('saml-issuer', 'Format')
  const written = textOf(issuer)
  // check: the-issuer-has-a-limited-length
  if (written === '' || written.length > 1024) throw new BrokerError('saml-issuer', 'length')
  return { id, issuer: entityId(written) }
}

/**
 * A Destination must be this SingleSignOnService, as an exact string; a signed message must have one (saml-core §3.2.1,
 * saml-bindings §3.4.5.2, §3.5.5.2). Throws `saml-destination`.
 */
export const checkDestination: LocalValidator = ({ request, signed, ssoLocation }) => {
  const destination = attribute(request, 'Destination')
  // check: destination-is-an-exact-string
  // check: a-signed-request-has-a-destination
  if (destination === null ? signed : destination !== ssoLocation) {
    throw new BrokerError('saml-destination', destination === null ? 'missing' : 'another address')
  }
}

// check: issue-instant-is-in-utc
const UTC_DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/

/**
 * IssueInstant: an xs:dateTime in UTC, with `Z` and no other zone (saml-core §1.3.3), of a time that exists. Fractions
 * of any length are accepted, and read to the millisecond. Throws `saml-schema`.
 */
export const issueInstant = (request: XmlElement): Instant =>
  instantOf(attribute(request, 'IssueInstant') ?? '', 'IssueInstant')

/** The same for any attribute, which `what` names. */
export function instantOf(written: string, what: string): Instant {
  const [, seconds, fraction = ''] = UTC_DATE_TIME.exec(written) ?? []
  const instant = seconds === undefined ? NaN : Date.parse(`${seconds}Z`)
  // Date.parse turns 31 February into a day of March, so a time that does not read back as written does not exist.
  // check: issue-instant-exists
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 19) !== seconds) {
    throw new BrokerError('saml-schema', what)
  }
  return instant + Math.floor(Number(`0${fraction}`) * 1000)
}

/** True if a request issued at that time is accepted now. */
// check: issue-instant-is-not-too-old
// check: issue-instant-is-not-ahead
export const isTimely = (issued: Instant, now: Instant): boolean =>
  now - issued <= OLDEST_REQUEST && issued - now <= REQUEST_AHEAD

/**
 * Refuses an IDPList that does not name the broker, because it could not be kept (saml-core §3.4.1.5). ProxyCount is no
 * reason to refuse: a method of our own needs no upstream.
 */
export const checkScoping: ReturnableValidator = ({ request, entityId }) => {
  const scoping = childNamed(request, NS.protocol, 'Scoping')
  const list = scoping && childNamed(scoping, NS.protocol, 'IDPList')
  if (!list) return null
  const entries = childrenNamed(list, NS.protocol, 'IDPEntry')
  return entries.some((entry) => attribute(entry, 'ProviderID') === entityId) ? null : 'no-supported-idp'
}

/** The services on whose behalf the portal asks (saml-core §3.4.1.2), each once, without the portal itself. */
export function requestersNamed(request: XmlElement, portal: Pick<Service, 'entityId'>): readonly EntityId[] {
  const scoping = childNamed(request, NS.protocol, 'Scoping')
  if (!scoping) return []
  const named = childrenNamed(scoping, NS.protocol, 'RequesterID').map((each) => entityId(textOf(each)))
  return [...new Set(named)].filter((id) => id !== portal.entityId)
}

/**
 * Refuses a RequesterID that the portal may not name. The fault is the portal's, and what the broker could do it does not
 * do: Requester, RequestDenied (saml-core §3.2.2.2).
 */
export const checkRequester: ReturnableValidator = ({ child }) => (child === 'denied' ? 'requester-denied' : null)
