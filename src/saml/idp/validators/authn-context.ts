import { COMPARISONS, type Comparison, type RequestedLevels } from '../../../domain/authn-context.js'
import { NS } from '../../namespaces.js'
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from '../../xml/node.js'
import type { RequestContext, ReturnableValidator } from './request-context.js'

/** The class URIs that the request names, known or not, in order and without surrounding white space. */
export function classesAsked(request: XmlElement): readonly string[] {
  const context = requestedContext(request)
  return context ? childrenNamed(context, NS.assertion, 'AuthnContextClassRef').map(textOf) : []
}

/**
 * What the request asks of the level (saml-core §3.3.2.2.1); null if it asks nothing, or names only what is unknown.
 * Unknown classes beside known ones are ignored, as is every declaration reference.
 */
export function levelsAsked({ request, dialect }: RequestContext): RequestedLevels | null {
  const context = requestedContext(request)
  const levels = classesAsked(request).flatMap((uri) => dialect.levels.levelOf(uri) ?? [])
  return context && levels.length > 0 ? { comparison: comparisonOf(context), levels } : null
}

/** Refuses at once, without a page, a request that names only unknown classes or only declarations. */
export const checkAuthnContext: ReturnableValidator = (context) =>
  requestedContext(context.request) && !levelsAsked(context) ? 'no-authn-context' : null

const requestedContext = (request: XmlElement): XmlElement | null =>
  childNamed(request, NS.protocol, 'RequestedAuthnContext')

/** The comparison. SAML's default is `exact`; the schema has checked the value. */
function comparisonOf(context: XmlElement): Comparison {
  const asked = attribute(context, 'Comparison')
  // check: the-comparison-is-read
  return COMPARISONS.find((each) => each === asked) ?? 'exact'
}
