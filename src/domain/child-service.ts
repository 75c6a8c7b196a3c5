import type { EntityId, MethodId } from './ids.js'
import type { Duration, Instant } from './instant.js'
import { notServed, serviceName, type Service, type ServiceSettings } from './service.js'
import { higherOf } from './trust-level.js'

// A portal may ask for a login on behalf of one of its child services (samlp:RequesterID, saml-core §3.4.1.2). The answer
// goes to the portal; level, release, pseudonym and the names that citizens see are those of the child.

/** What tells whether a service may be asked for. */
export interface ChildLookUp {
  readonly find: (id: EntityId) => Service | undefined
  readonly now: Instant
  readonly metadataGrace: Duration
}

/**
 * The child service of this portal with this entityID; null if the portal may not ask for it: it is not on the portal's
 * list, not registered, not served, or another tenant's.
 */
export function childOf(portal: Service, id: EntityId, { find, now, metadataGrace }: ChildLookUp): Service | null {
  // check: a-portal-asks-for-its-own-children-alone
  if (!portal.settings.requesters.includes(id) || id === portal.entityId) return null
  const child = find(id)
  if (!child) return null
  // check: a-child-of-another-tenant-is-none
  if (child.tenant !== portal.tenant) return null
  // check: a-child-that-is-switched-off-is-none
  return notServed(child, now, metadataGrace) === null ? child : null
}

/**
 * The settings under which a portal asks for a child: the stricter of both wherever they limit a login, the child's
 * wherever they say what is released and for what.
 */
export const settingsTogether = (portal: ServiceSettings, child: ServiceSettings): ServiceSettings => ({
  ...portal,
  // check: the-higher-level-of-portal-and-child-counts
  trustLevel: higherOf(portal.trustLevel, child.trustLevel),
  attributeLevels: [...portal.attributeLevels, ...child.attributeLevels],
  // check: a-pseudonymous-child-gets-nothing
  pseudonymous: portal.pseudonymous || child.pseudonymous,
  // check: a-child-without-single-sign-on-has-none
  sso: portal.sso && child.sso,
  // check: a-child-limits-the-methods
  methods: methodsOfBoth(portal.methods, child.methods),
  // check: a-child-limits-the-release
  requiredAttributes: child.requiredAttributes,
  optionalAttributes: child.optionalAttributes,
  // check: the-pseudonym-is-of-the-childs-sector
  sector: child.sector,
  // check: a-child-has-its-own-subject-id
  subjectId: child.subjectId,
})

function methodsOfBoth(one: readonly MethodId[] | null, other: readonly MethodId[] | null): readonly MethodId[] | null {
  if (one === null || other === null) return one ?? other
  return one.filter((method) => other.includes(method))
}

/** The portal as it asks for this child. */
export const asking = (portal: Service, child: Service): Service => ({
  ...portal,
  settings: settingsTogether(portal.settings, child.settings),
})

/** How citizens read who asks: the child by its name, and behind it the portal that gets the answer. */
export const askerName = (portal: Service, child: Service, language: string): string =>
  `${serviceName(child, language)} (${serviceName(portal, language)})`
