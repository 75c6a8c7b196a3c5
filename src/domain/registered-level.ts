import type { RequestedAttributes, ServiceSettings } from './service.js'
import { higherOf, TRUST_LEVELS, type TrustLevel } from './trust-level.js'

/**
 * The level that a service needs by its registration: its own, or a higher one of an attribute that it requires
 * (RULES: What a service may ask 1). Attributes that the citizen may leave out, or that a pseudonymous service never
 * gets, ask for nothing.
 */
export function registeredLevel(
  {
    trustLevel,
    attributeLevels,
    pseudonymous,
  }: Pick<ServiceSettings, 'trustLevel' | 'attributeLevels' | 'pseudonymous'>,
  { required }: RequestedAttributes,
): TrustLevel {
  const asks = (level: TrustLevel): boolean => required.some((name) => attributeLevels.includes(`${name}:${level}`))
  // check: a-required-attribute-raises-the-level
  return pseudonymous ? trustLevel : TRUST_LEVELS.filter(asks).reduce(higherOf, trustLevel)
}
