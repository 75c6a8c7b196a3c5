import type { NameIdKind } from '../../../domain/service-provider.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, type XmlElement } from '../../xml/node.js'
import { NAME_ID_FORMAT, nameIdKind, UNSPECIFIED } from '../name-id-formats.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'

/**
 * The NameID that the answer carries, or null if what the request asks cannot be given (saml-core §3.4.1.1).
 * No Format, or `unspecified`, means the service's default. E-mail is given where the metadata lists that format or
 * the operator chose it, and never to a pseudonymous service. `AllowCreate` never refuses.
 */
export function nameIdAsked(context: RequestContext): NameIdKind | null {
  const { request, service } = context
  const policy = childNamed(request, NS.protocol, 'NameIDPolicy')
  const qualifier = policy && attribute(policy, 'SPNameQualifier')
  if (qualifier !== null && qualifier !== service.entityId) return null
  const format = formatAsked(policy)
  const kind = format === null ? defaultNameId(context) : nameIdKind(format)
  return kind === 'emailAddress' && !mayHaveEmail(context) ? null : kind
}

/** What the service gets where it does not ask: the operator's choice, else its only format, else persistent. */
export function defaultNameId({ service, dialect }: RequestContext): NameIdKind {
  const { metadata, settings } = service
  const [only, ...others] = metadata.nameIdFormats
  const announced = only !== undefined && others.length === 0 ? nameIdKind(only) : null
  const kind = settings.nameIdFormat ?? announced ?? dialect.defaults.nameId
  return kind === 'emailAddress' && settings.pseudonymous ? dialect.defaults.nameId : kind
}

export const checkNameIdPolicy: ReturnableValidator = (context) =>
  nameIdAsked(context) === null ? 'invalid-name-id-policy' : null

function formatAsked(policy: XmlElement | null): string | null {
  const format = policy && attribute(policy, 'Format')
  return format === UNSPECIFIED ? null : format
}

function mayHaveEmail({ service: { metadata, settings } }: RequestContext): boolean {
  if (settings.pseudonymous) return false
  return settings.nameIdFormat === 'emailAddress' || metadata.nameIdFormats.includes(NAME_ID_FORMAT.emailAddress)
}
