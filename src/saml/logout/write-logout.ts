import { SUCCESS, type SamlStatus } from '../../domain/catalogue-entry.js'
import { minutes, type Instant } from '../../domain/instant.js'
import type { LogoutPart } from '../../domain/logout.js'
import type { LogoutResult } from '../../domain/ports/logout-messages.js'
import { dateTime, nameIdAttributes } from '../idp/assertion.js'
import { writeStatus } from '../idp/build-response.js'
import type { Dialect } from '../dialects/dialect.js'
import { NAME_ID_FORMAT } from '../dialects/name-id-uris.js'
import { NS } from '../namespaces.js'
import { element, endTag, join, startTag, text, type CanonicalXml } from '../xml/canonical-writer.js'
import type { Signable } from '../xml/signature-template.js'

/** How long a service may take a request of ours for new. */
const LIFETIME = minutes(5)

const REASON = 'urn:oasis:names:tc:SAML:2.0:logout:user'

interface Envelope {
  /** The broker's entityID. */
  readonly issuer: string
  readonly destination: string
  readonly issueInstant: Instant
}

/** A LogoutRequest in canonical form (saml-core §3.7.1): the citizen by the name and the session that this service was given. */
export function writeLogoutRequest(
  part: Pick<LogoutPart, 'service' | 'requestId' | 'nameId' | 'nameIdFormat' | 'sessionIndex'>,
  { issuer, destination, issueInstant, qualifiesTransient }: Envelope & Pick<Dialect, 'qualifiesTransient'>,
): Signable {
  const open = startTag('samlp:LogoutRequest', {
    'xmlns:samlp': NS.protocol,
    Destination: destination,
    ID: part.requestId,
    IssueInstant: dateTime(issueInstant),
    NotOnOrAfter: dateTime(issueInstant + LIFETIME),
    Reason: REASON,
    Version: '2.0',
  })
  return {
    id: part.requestId,
    head: join(open, issuerOf(issuer)),
    tail: join(
      nameIdOf(part, issuer, qualifiesTransient === true),
      element('samlp:SessionIndex', {}, text(part.sessionIndex)),
      endTag('samlp:LogoutRequest'),
    ),
  }
}

/** The NameID with the qualifiers of the assertion; services find their session by them (INTEROP 16). */
function nameIdOf(
  { nameId, nameIdFormat, service }: Pick<LogoutPart, 'service' | 'nameId' | 'nameIdFormat'>,
  issuer: string,
  qualifiesTransient: boolean,
): CanonicalXml {
  const isTransient = nameIdFormat === NAME_ID_FORMAT.transient
  const isQualified = nameIdFormat === NAME_ID_FORMAT.persistent || (qualifiesTransient && isTransient)
  const qualifiers = isQualified ? { nameQualifier: issuer, spNameQualifier: service } : null
  const attributes = nameIdAttributes({ value: nameId, format: nameIdFormat, qualifiers })
  return element('saml:NameID', { 'xmlns:saml': NS.assertion, ...attributes }, text(nameId))
}

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

/** What the one who asked is told (saml-core §3.7.3.2): PartialLogout where any other service did not say that it is done. */
const STATUS_OF: Readonly<Record<LogoutResult, SamlStatus>> = {
  everywhere: SUCCESS,
  'not-everywhere': { top: SUCCESS.top, second: `${STATUS}PartialLogout` },
  'not-understood': { top: `${STATUS}Requester`, second: `${STATUS}UnknownPrincipal` },
}

/** A LogoutResponse in canonical form (saml-core §3.7.2). */
export function writeLogoutResponse(
  { id, inResponseTo, result }: { readonly id: string; readonly inResponseTo: string; readonly result: LogoutResult },
  { issuer, destination, issueInstant }: Omit<Envelope, 'destination'> & { readonly destination: string | null },
): Signable {
  const open = startTag('samlp:LogoutResponse', {
    'xmlns:samlp': NS.protocol,
    ...(destination === null ? {} : { Destination: destination }),
    ID: id,
    InResponseTo: inResponseTo,
    IssueInstant: dateTime(issueInstant),
    Version: '2.0',
  })
  return {
    id,
    head: join(open, issuerOf(issuer)),
    tail: join(writeStatus(STATUS_OF[result], null), endTag('samlp:LogoutResponse')),
  }
}

const issuerOf = (issuer: string): CanonicalXml => element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(issuer))
