import { minutes, seconds, type Instant } from '../../domain/instant.js'
import { NS } from '../namespaces.js'
import {
  element,
  endTag,
  join,
  startTag,
  text,
  type CanonicalAttributes,
  type CanonicalXml,
} from '../xml/canonical-writer.js'
import type { Signable } from '../xml/signature-template.js'
import type { NameId } from './name-id-value.js'
import type { LoginResult } from '../../domain/ports/service-messages.js'
import { attributeSet, type Service } from '../../domain/service.js'
import type { Dialect } from '../dialects/dialect.js'
import { askedIn } from '../dialects/metadata-words.js'

/** NotBefore lies this far back, because some services tolerate no clock that runs ahead of theirs. */
const NOT_BEFORE = seconds(60)
// check: the-assertion-ends
const LIFETIME = minutes(5)

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

/** One attribute under the dialect's name, with one text value. */
export interface WireAttribute {
  readonly name: string
  readonly nameFormat: string
  readonly friendlyName: string
  readonly value: string
  /** XML attributes by which the dialect states its level; absent: it states none. */
  readonly mark?: CanonicalAttributes
}

/** Everything that an assertion states; writing it looks nothing up. */
export interface AssertionFacts {
  readonly id: string
  readonly issueInstant: Instant
  /** The broker's entityID. */
  readonly issuer: string
  /** The service's entityID. */
  readonly audience: string
  readonly nameId: NameId
  /** The ACS location, and the ID of the request that this answers; null: no service asked. */
  readonly recipient: string
  readonly inResponseTo: string | null
  readonly authnInstant: Instant
  readonly sessionIndex: string
  readonly sessionNotOnOrAfter: Instant | null
  readonly classRef: string
  /** Who took the proof in place of the issuer, the nearest first; empty: nobody is named. */
  readonly authorities: readonly string[]
  readonly attributes: readonly WireAttribute[]
}

/** xs:dateTime in UTC (saml-core §1.3.3). */
export const dateTime = (instant: Instant): string => new Date(instant).toISOString()

/**
 * Writes an assertion in canonical form, with one AuthnStatement and one AttributeStatement (saml-core §2.3,
 * saml-profiles §4.1.4.2). Values carry no xsi:type: its prefix would occur in a value only, where exclusive
 * canonicalisation does not see it.
 */
export function writeAssertion(facts: AssertionFacts): Signable {
  const { id, issueInstant, issuer } = facts
  const open = startTag('saml:Assertion', {
    'xmlns:saml': NS.assertion,
    ID: id,
    IssueInstant: dateTime(issueInstant),
    Version: '2.0',
  })
  return {
    id,
    head: join(open, element('saml:Issuer', {}, text(issuer))),
    tail: join(
      subject(facts),
      conditions(facts),
      authnStatement(facts),
      attributeStatement(facts),
      endTag('saml:Assertion'),
    ),
  }
}

/** The Subject: bearer, with Recipient, NotOnOrAfter and InResponseTo, without NotBefore (saml-profiles §4.1.4.2). */
function subject({ nameId, recipient, inResponseTo, issueInstant }: AssertionFacts): CanonicalXml {
  const data = element('saml:SubjectConfirmationData', {
    // check: the-assertion-answers-one-request
    ...inReplyTo(inResponseTo),
    NotOnOrAfter: dateTime(issueInstant + LIFETIME),
    // check: the-assertion-has-its-recipient
    Recipient: recipient,
  })
  return element(
    'saml:Subject',
    {},
    element('saml:NameID', nameIdAttributes(nameId), text(nameId.value)),
    element('saml:SubjectConfirmation', { Method: BEARER }, data),
  )
}

/** Only what somebody asked for is in reply to anything (saml-profiles §4.1.5). */
export const inReplyTo = (request: string | null): CanonicalAttributes =>
  request === null ? {} : { InResponseTo: request }

export function nameIdAttributes({ format, qualifiers }: NameId): CanonicalAttributes {
  if (!qualifiers) return { Format: format }
  return { Format: format, NameQualifier: qualifiers.nameQualifier, SPNameQualifier: qualifiers.spNameQualifier }
}

const conditions = ({ audience, issueInstant }: AssertionFacts): CanonicalXml =>
  element(
    'saml:Conditions',
    { NotBefore: dateTime(issueInstant - NOT_BEFORE), NotOnOrAfter: dateTime(issueInstant + LIFETIME) },
    // check: the-assertion-has-its-audience
    element('saml:AudienceRestriction', {}, element('saml:Audience', {}, text(audience))),
  )

function authnStatement(facts: AssertionFacts): CanonicalXml {
  const { authnInstant, sessionIndex, sessionNotOnOrAfter, classRef, authorities } = facts
  const until = sessionNotOnOrAfter === null ? {} : { SessionNotOnOrAfter: dateTime(sessionNotOnOrAfter) }
  return element(
    'saml:AuthnStatement',
    { AuthnInstant: dateTime(authnInstant), SessionIndex: sessionIndex, ...until },
    element(
      'saml:AuthnContext',
      {},
      element('saml:AuthnContextClassRef', {}, text(classRef)),
      ...authorities.map((each) => element('saml:AuthenticatingAuthority', {}, text(each))),
    ),
  )
}

const attributeStatement = ({ attributes }: AssertionFacts): CanonicalXml =>
  element('saml:AttributeStatement', {}, ...attributes.map(writeAttribute))

const writeAttribute = (attribute: WireAttribute): CanonicalXml =>
  join(attributeTag(attribute), element('saml:AttributeValue', {}, text(attribute.value)), END_OF_ATTRIBUTE)

const END_OF_ATTRIBUTE = endTag('saml:Attribute')

/** The start tags by wire name: a few dozen from the dialects' tables, the same in every assertion. */
const attributeTags = new Map<string, Omit<WireAttribute, 'name' | 'value'> & { readonly tag: CanonicalXml }>()

function attributeTag({ name, nameFormat, friendlyName, mark }: WireAttribute): CanonicalXml {
  const own = { FriendlyName: friendlyName, Name: name, NameFormat: nameFormat }
  if (mark) return startTag('saml:Attribute', { ...own, ...mark })
  const known = attributeTags.get(name)
  if (known?.nameFormat === nameFormat && known.friendlyName === friendlyName) return known.tag
  const tag = startTag('saml:Attribute', own)
  attributeTags.set(name, { nameFormat, friendlyName, tag })
  return tag
}

/**
 * The released attributes under the dialect's names, always with the level, and with the method if the set of attributes
 * that was asked for (null: the default one) names it.
 */
export function wireAttributes(
  { release, method }: LoginResult,
  service: Service,
  set: number | null,
  dialect: Dialect,
): readonly WireAttribute[] {
  const { attributeNames, attributeNameFormat } = dialect
  const named = (friendlyName: keyof typeof attributeNames, value: string): WireAttribute => ({
    name: attributeNames[friendlyName],
    nameFormat: attributeNameFormat,
    friendlyName,
    value,
  })
  return [
    ...release.attributes.map(({ name, value }) => named(name, value)),
    named('trustLevel', dialect.trustLevelValue(release.level)),
    ...(asksForMethod(service, set, dialect) ? [named('method', method)] : []),
  ]
}

function asksForMethod({ metadata }: Service, index: number | null, dialect: Dialect): boolean {
  const set = attributeSet(metadata, index)
  // check: the-method-is-told-to-the-set-that-asks
  return set !== undefined && askedIn(dialect, set).method !== null
}
