import type { NameIdKind } from '../../../domain/name-id-formats.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, type XmlElement, elements, textOf } from '../../xml/node.js'
import { isUnspecified, nameIdKind } from '../../dialects/name-id-uris.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'
import { withinOperatorLists } from './requested-attributes.js'

/**
 * The NameID that the answer carries, or null if what the request asks cannot be given (saml-core §3.4.1.1).
 * No Format, or `unspecified`, means the service's default. E-mail is given where the operator chose that format, or
 * where the metadata lists it and the operator's lists of attributes do not leave e-mail out; never to a pseudonymous
 * service. `AllowCreate` never refuses.
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

/** What the service gets where it does not ask: the operator's choice, else its only format, else the dialect's. */
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
  if (settings.nameIdFormat === 'emailAddress') return true
  return (
    metadata.nameIdFormats.includes(context.dialect.nameIdFormats.emailAddress) && withinOperatorLists(context, 'email')
  )
}

/** The NameID of the subject that the request names; null if it names none. */
export function subjectAsked(request: XmlElement): string | null {
  const subject = childNamed(request, NS.assertion, 'Subject')
  const nameId = subject && childNamed(subject, NS.assertion, 'NameID')
  return nameId && textOf(nameId)
}

/**
 * A Subject is honoured or refused, never overlooked (saml-core §3.4.1): one NameID and nothing else is understood.
 * An encrypted or other identifier, or a SubjectConfirmation to be strengthened, is not.
 */
export const checkSubject: ReturnableValidator = ({ request }) => {
  const subject = childNamed(request, NS.assertion, 'Subject')
  if (!subject) return null
  const understood = elements(subject).every(({ namespace, name }) => namespace === NS.assertion && name === 'NameID')
  // check: a-subject-that-is-not-understood-is-refused
  return understood && subjectAsked(request) ? null : 'request-unsupported'
}
