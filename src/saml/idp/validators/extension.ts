import type { ExtensionAsked } from '../../dialects/dialect.js'
import { childAttributes } from '../child-attributes.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'
import { attributesAsked } from './requested-attributes.js'

/**
 * Refuses an extension with a fault, and one that requires what the service does not get: not even the rest is released
 * then (BundID §9.2).
 */
export const checkExtension: ReturnableValidator = (context) => {
  const { extension } = context
  if (!extension) return null
  return extension.fault ?? (lacksRequired(context, extension) ? 'akdb-attributes-missing' : null)
}

function lacksRequired(context: RequestContext, { attributes, requiresUnknown }: ExtensionAsked): boolean {
  // check: what-nobody-has-is-not-promised
  if (requiresUnknown) return true
  if (!attributes) return false
  const { child } = context
  // check: what-the-child-may-not-get-is-not-promised
  const asked = child === null || child === 'denied' ? attributesAsked(context) : childAttributes(context, child).asked
  const { required } = asked
  // check: what-the-service-may-not-get-is-not-promised
  return attributes.required.some((name) => !required.includes(name))
}

/** The page of the service that its request names, if it is of an origin of its own addresses; else null. */
export function ownBackUrl({ extension, service }: Pick<RequestContext, 'extension' | 'service'>): string | null {
  const named = extension?.backUrl
  if (!named || !URL.canParse(named)) return null
  const url = new URL(named)
  // A blob: or filesystem: address has the origin of the page that made it.
  // check: a-back-url-is-a-page-of-the-web
  if (!['https:', 'http:'].includes(url.protocol)) return null
  // check: a-back-url-names-no-user
  if (url.username !== '' || url.password !== '') return null
  const origins = service.metadata.assertionConsumerServices.map(({ location }) => originOf(location))
  // check: a-back-url-is-of-the-service
  return origins.includes(url.origin) && url.origin !== 'null' ? url.href : null
}

const originOf = (location: string): string | null => (URL.canParse(location) ? new URL(location).origin : null)
