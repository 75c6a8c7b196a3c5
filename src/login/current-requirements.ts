import type { AttributeName } from '../domain/identity.js'
import { registeredLevel } from '../domain/registered-level.js'
import type { Requirements } from '../domain/requirements.js'
import type { RequestedAttributes, Service, ServiceSettings } from '../domain/service.js'

/**
 * The requirements of a login under the registration as it is now: what an operator sets is effective at once, also
 * for a login that is open (RULES: What a service may ask 7). What the metadata ask for no more is not
 * released (`named`: what they name by now), and the operator's lists are the ceiling of what was asked for.
 */
export function currentRequirements(
  asked: Requirements,
  { settings }: Service,
  named: readonly AttributeName[],
): Requirements {
  const attributes = withinCeiling(stillAsked(asked, new Set(named)), settings)
  return {
    ...asked,
    // check: a-level-of-an-attribute-is-effective-at-once
    registeredLevel: registeredLevel(settings, attributes),
    pseudonymous: settings.pseudonymous,
    singleSignOn: settings.sso,
    allowedMethods: settings.methods,
    attributes,
  }
}

/** Without what the metadata alone asked for and, imported again since, ask for no more. */
function stillAsked(
  { attributes, attributesByMetadata }: Requirements,
  named: ReadonlySet<AttributeName>,
): RequestedAttributes {
  const kept = (names: readonly AttributeName[]) =>
    // check: what-the-metadata-ask-for-no-more-is-not-released
    names.filter((name) => named.has(name) || !attributesByMetadata.includes(name))
  return { required: kept(attributes.required), optional: kept(attributes.optional) }
}

function withinCeiling(attributes: RequestedAttributes, settings: ServiceSettings): RequestedAttributes {
  const { requiredAttributes, optionalAttributes } = settings
  if (requiredAttributes === null && optionalAttributes === null) return attributes
  const asked = [...attributes.required, ...attributes.optional]
  const allowed = new Set<AttributeName>([
    ...(requiredAttributes ?? attributes.required),
    ...(optionalAttributes ?? attributes.optional),
  ])
  const kept = asked.filter((name) => allowed.has(name))
  return {
    required: kept.filter((name) => attributes.required.includes(name)),
    optional: kept.filter((name) => !attributes.required.includes(name)),
  }
}
