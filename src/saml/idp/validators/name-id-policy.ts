import { loginHint } from '../../../domain/login-hint.js'
import type { NameIdKind } from '../../../domain/name-id-formats.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, type XmlElement, elements, textOf } from '../../xml/node.js'
import { isUnspecified, nameIdKind } from '../../dialects/name-id-uris.js'
import { childAttributes } from '../child-attributes.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'
import { withinOperatorLists } from './requested-attributes.js'

/**
 * The NameID that the answer carries; null if it cannot be what the request asks (saml-core §3.4.1.1). Without a
 * Format, or with `unspecified`, it is the service's default. An e-mail address is given if the operator chose that
 * format, or if the metadata lists it and the operator's lists of attributes do not leave e-mail out; a pseudonymous
 * service never gets one. `AllowCreate` never refuses.
 */
export function nameIdAsked(context: RequestContext): NameIdKind | null {
  const { request, service } = context
  const policy = childNamed(request, NS.protocol, 'NameIDPolicy')
  const qualifier = policy && attribute(policy, 'SPNameQualifier')
  // check: no-qualifier-of-another-service
  if (qualifier !== null && qualifier !== service.entityId) return null
  const format = formatAsked(policy)
  const kind = format === null ? defaultNameId(context) : nameIdKind(format, context.dialect)
  // check: e-mail-only-where-it-is-listed
  return kind === 'emailAddress' && !mayHaveEmail(context) ? null : kind
}

/**
 * The NameID for a request that asks for none: the operator's choice, else the only format of the metadata, else the
 * dialect's.
 */
export function defaultNameId(context: RequestContext): NameIdKind {
  const { metadata, settings } = context.service
  const [only, ...others] = metadata.nameIdFormats
  const announced = only !== undefined && others.length === 0 ? nameIdKind(only, context.dialect) : null
  const ours = context.dialect.defaults.nameId
  const kind = settings.nameIdFormat ?? announced ?? ours
  // check: no-default-e-mail-for-a-pseudonymous-service
  return kind === 'emailAddress' && !mayHaveEmail(context) ? ours : kind
}

export const checkNameIdPolicy: ReturnableValidator = (context) =>
  nameIdAsked(context) === null ? 'invalid-name-id-policy' : null

function formatAsked(policy: XmlElement | null): string | null {
  const format = policy && attribute(policy, 'Format')
  return format === null || isUnspecified(format) ? null : format
}

function mayHaveEmail(context: RequestContext): boolean {
  const { metadata, settings } = context.service
  // check: no-e-mail-for-a-pseudonymous-service
  if (settings.pseudonymous) return false
  // check: no-e-mail-name-id-that-the-child-does-not-get
  if (!childGetsEmail(context)) return false
  if (settings.nameIdFormat === 'emailAddress') return true
  return (
    metadata.nameIdFormats.includes(context.dialect.nameIdFormats.emailAddress) && withinOperatorLists(context, 'email')
  )
}

/** True where no child service is asked for, or e-mail is among what it gets: its NameID is part of the release. */
function childGetsEmail(context: RequestContext): boolean {
  if (context.child === null || context.child === 'denied') return true
  const { required, optional } = childAttributes(context, context.child).asked
  return required.includes('email') || optional.includes('email')
}

/** The pseudonyms and transient names that we make: whoever sends one back means nobody else. */
const OURS = /^(?:_?[A-Za-z0-9_-]{43}|_[0-9a-f]{40})$/

/** What a Subject says: whom the answer has to be about, and what is to be typed for them. */
interface SubjectAsked {
  readonly nameId: string | null
  /** It may be a pseudonym of an earlier IdP all the same, which looks like any name (`Requirements.namedAs`). */
  readonly hint: string | null
}

/**
 * The subject that the request names. An identifier of a kind that answers carry binds them (saml-core §3.4.1). A user name,
 * without Format or `unspecified`, and an e-mail address where answers carry none, are only typed for the citizen: to refuse
 * whoever has another one would tell the portal what their account is called. Whose pseudonym of an earlier IdP it is, is
 * asked when the answer is made.
 */
export function subjectAsked({ request, dialect }: RequestContext, kind: NameIdKind): SubjectAsked {
  const nameId = nameIdOf(request)
  if (nameId === null) return { nameId: null, hint: null }
  const [text, format] = [textOf(nameId), attribute(nameId, 'Format')]
  const hint = loginHint(text)
  if (format === dialect.nameIdFormats.emailAddress) return { nameId: kind === 'emailAddress' ? text : null, hint }
  // check: a-subject-of-ours-binds-the-answer
  const isName = (format === null || isUnspecified(format)) && !OURS.test(text) && hint !== null
  return isName ? { nameId: null, hint } : { nameId: text, hint: null }
}

function nameIdOf(request: XmlElement): XmlElement | null {
  const subject = childNamed(request, NS.assertion, 'Subject')
  return subject && childNamed(subject, NS.assertion, 'NameID')
}

/**
 * Honours or refuses a Subject, and never overlooks it (saml-core §3.4.1). Only one NameID and nothing else is
 * understood: no encrypted or other identifier, and no SubjectConfirmation that the broker would have to strengthen.
 */
export const checkSubject: ReturnableValidator = ({ request }) => {
  const subject = childNamed(request, NS.assertion, 'Subject')
  if (!subject) return null
  const understood = elements(subject).every(({ namespace, name }) => namespace === NS.assertion && name === 'NameID')
  // check: a-subject-that-is-not-understood-is-refused
  const nameId = nameIdOf(request)
  return understood && nameId !== null && textOf(nameId) !== '' ? null : 'request-unsupported'
}
