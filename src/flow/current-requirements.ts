import type { AttributeName } from '../domain/identity.js'
import { registeredLevel } from '../domain/registered-level.js'
import type { Requirements } from '../domain/requirements.js'
import type { ServiceProvider, ServiceSettings } from '../domain/service-provider.js'

/**
 * The requirements of a login under the registration as it is now: what an operator sets is effective at once, also
 * for a login that is open (RULES: What a service may ask 7). The operator's lists are the ceiling of what was asked
 * for.
 */
export function currentRequirements(asked: Requirements, { settings }: ServiceProvider): Requirements {
  const attributes = withinCeiling(asked, settings)
  return {
    ...asked,
    registeredLevel: registeredLevel(settings, attributes),
    pseudonymous: settings.pseudonymous,
    singleSignOn: settings.sso,
    allowedMethods: settings.methods,
    attributes,
  }
}

function withinCeiling({ attributes }: Requirements, settings: ServiceSettings): Requirements['attributes'] {
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
