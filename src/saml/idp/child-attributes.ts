import { registeredAttributes, within } from '../../domain/requirements.js'
import type { AttributeName } from '../../domain/identity.js'
import { attributeSet, type RequestedAttributes } from '../../domain/service.js'
import { askedIn } from '../dialects/metadata-words.js'
import type { AskedChild, RequestContext } from './validators/request-context.js'
import { listed } from './validators/requested-attributes.js'

const NONE: RequestedAttributes = { required: [], optional: [] }

/**
 * The attributes of a child service: what it is registered with. The extension of the portal's request can make one of
 * them required, and adds none: the release is the child's. `byMetadata`: those that its metadata alone names.
 */
export function childAttributes(
  { request, service: portal, dialect, extension }: RequestContext,
  { service: child, dialect: its }: AskedChild,
): { readonly asked: RequestedAttributes; readonly byMetadata: readonly AttributeName[] } {
  if (portal.settings.pseudonymous || child.settings.pseudonymous) return { asked: NONE, byMetadata: [] }
  const consumer = attributeSet(child.metadata, null)
  const metadata = consumer ? askedIn(its, consumer) : NONE
  const registered = registeredAttributes(child, metadata)
  // check: a-list-narrows-what-a-child-gets
  if (extension?.attributes) return { asked: listed(extension.attributes, registered, true), byMetadata: [] }
  // check: a-portal-asks-no-more-of-a-child-than-it-is-registered-with
  const own = within(dialect.extensionAttributes(request) ?? NONE, registered)
  const required = [...new Set([...registered.required, ...own.required])]
  const { requiredAttributes, optionalAttributes } = child.settings
  return {
    asked: { required, optional: registered.optional.filter((name) => !required.includes(name)) },
    byMetadata: [
      ...(requiredAttributes ? [] : metadata.required),
      ...(optionalAttributes ? [] : metadata.optional),
    ].filter((name) => !own.required.includes(name) && !own.optional.includes(name)),
  }
}
