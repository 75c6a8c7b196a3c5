import { NS } from '../../namespaces.js'
import { attribute, childNamed, childrenNamed } from '../../xml/node.js'
import type { ReturnableValidator } from './request-context.js'

/**
 * An IDPList that does not name the broker cannot be kept (saml-core §3.4.1.5). ProxyCount is no reason to refuse
 * here: no upstream is needed as long as a method of our own serves.
 */
export const checkScoping: ReturnableValidator = ({ request, entityId }) => {
  const scoping = childNamed(request, NS.protocol, 'Scoping')
  const list = scoping && childNamed(scoping, NS.protocol, 'IDPList')
  if (!list) return null
  const entries = childrenNamed(list, NS.protocol, 'IDPEntry')
  return entries.some((entry) => attribute(entry, 'ProviderID') === entityId) ? null : 'no-supported-idp'
}
