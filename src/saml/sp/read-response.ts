import { BrokerError } from '../../domain/error-catalogue.js'
import type { UpstreamAnswer, UpstreamIdentity, UpstreamNameId } from '../../domain/ports/upstream-messages.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import type { UpstreamSettings } from '../../domain/upstream.js'
import { OLDEST_REQUEST } from '../../domain/request-age.js'
import { NAME_ID_FORMAT } from '../dialects/name-id-uris.js'
import type { UpstreamFace, ValueOf } from '../dialects/upstream-face.js'
import { attribute, type XmlElement } from '../xml/node.js'
import { assertedAttributes, checkMandatory, normalizedAttributes, valueIn } from './asserted-attributes.js'
import { readAuthnStatement } from './authn-statement.js'
import { readConditions } from './conditions.js'
import { checkDestination, checkIssuer, checkVersion, inResponseToOf, issuedAt, SKEW, type Expected } from './head.js'
import { provenParts, type Proof } from './proven-parts.js'
import { readShape } from './response-shape.js'
import { refusalIn } from './status.js'
import { checkedName, readSubject } from './subject.js'
import { upstreamFault } from './upstream-fault.js'

/** How one upstream is read. */
export interface Reading extends Proof {
  readonly face: UpstreamFace
  readonly settings: Pick<UpstreamSettings, 'signed' | 'levels'>
  readonly expected: Expected
}

/**
 * Validates a Response by the whole Web SSO profile (saml-profiles §4.1.4.3, SECURITY 8): the base64 of the form. Throws
 * a `BrokerError` of the family `upstream-…`; the caller binds the answer to a browser and sees to it that it counts
 * once.
 */
export function readResponse(base64: string, reading: Reading): UpstreamAnswer {
  try {
    return answerIn(readShape(base64), reading)
  } catch (error) {
    throw upstreamFault(error)
  }
}

function answerIn(root: XmlElement, reading: Reading): UpstreamAnswer {
  const { face, settings, expected } = reading
  const demands = { signed: settings.signed, ...face.demands }
  const { response, isResponseSigned, assertion } = provenParts(root, demands, reading)
  checkVersion(response)
  checkIssuer(response, expected)
  checkDestination(response, isResponseSigned, expected)
  issuedAt(response, expected)
  const inResponseTo = inResponseToOf(response)
  const why = refusalIn(response)
  // check: success-and-assertion-go-together
  if ((why === null) !== (assertion !== null)) throw new BrokerError('saml-schema', 'status and assertion disagree')
  if (why !== null) return { kind: 'refused', inResponseTo, why }
  if (!assertion) throw new BrokerError('saml-schema', 'no assertion')
  const identity = identityIn(assertion, reading)
  // check: response-and-assertion-answer-the-same-request
  if (identity.inResponseTo !== inResponseTo) throw new BrokerError('upstream-unsolicited', 'two requests answered')
  return identity
}

function identityIn(assertion: XmlElement, reading: Reading): UpstreamIdentity {
  const { face, settings, expected, decrypters } = reading
  checkVersion(assertion)
  // check: the-assertion-is-of-the-upstream-too
  checkIssuer(assertion, expected)
  // check: the-assertion-is-new-too
  const issued = issuedAt(assertion, expected)
  const subject = readSubject(assertion, decrypters, expected)
  const { end, oneTimeUse, proxy } = readConditions(assertion, expected)
  const { classRef, ...authn } = readAuthnStatement(assertion, expected)
  const asserted = assertedAttributes(assertion, face, decrypters)
  const valueOf = valueIn(asserted)
  // check: an-organisation-is-no-person
  if (face.isOrganisation(valueOf)) throw new BrokerError('upstream-organisation')
  // check: a-mandatory-attribute-is-missed
  checkMandatory(asserted, face)
  return {
    kind: 'identity',
    inResponseTo: subject.inResponseTo,
    assertionId: attribute(assertion, 'ID') ?? '',
    notOnOrAfter: Math.min(subject.end, end ?? subject.end, issued + OLDEST_REQUEST) + SKEW,
    ...namesOf(subject.nameId, face, valueOf),
    level: face.statedLevel(levelOfClass(classRef, settings, face), valueOf),
    ...authn,
    oneTimeUse,
    proxy,
    ...normalizedAttributes(asserted, face, expected.now),
  }
}

/** The level of a class: the operator's own word for it, else the dialect's. */
function levelOfClass(
  classRef: string | null,
  { levels }: Pick<UpstreamSettings, 'levels'>,
  face: UpstreamFace,
): TrustLevel | null {
  if (classRef === null) return null
  // check: own-classes-are-no-prototypes
  return (Object.hasOwn(levels, classRef) ? levels[classRef] : undefined) ?? face.levelOf(classRef)
}

type Names = Pick<UpstreamIdentity, 'nameId' | 'isLasting' | 'sessionNameId'>

/** Who it is for good: by an attribute that the dialect has for that, else by a NameID that lasts. */
function namesOf(nameId: UpstreamNameId, { identifiers }: UpstreamFace, valueOf: ValueOf): Names {
  const isTransient = nameId.format === NAME_ID_FORMAT.transient
  for (const { name, besideTransient } of identifiers) {
    const value = besideTransient && !isTransient ? null : valueOf(name)
    if (value === null) continue
    const identifier = { format: name, nameQualifier: null, spNameQualifier: null, value: checkedName(value) }
    return { nameId: identifier, isLasting: true, sessionNameId: nameId }
  }
  return { nameId, isLasting: !isTransient, sessionNameId: nameId }
}
