import { higherOf, levelAbove, lowerOf, meets, type TrustLevel } from './trust-level.js'

/** How a request compares levels (saml-core §3.3.2.2.1). SAML's default is `exact`. */
export const COMPARISONS = ['exact', 'minimum', 'maximum', 'better'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What a request asks of the level: at least one known level, in the request's order of preference. */
export interface RequestedLevels {
  readonly comparison: Comparison
  readonly levels: readonly TrustLevel[]
}

/** The level that a login has to reach; `unreachable` for `better` than the highest. */
export type NeededLevel = TrustLevel | 'unreachable'

/**
 * The level a login must reach: the highest of the service's registration and its request.
 * A service can ask for more than its registration, never for less (RULES: What a service may ask, 1).
 */
export function neededLevel(registered: TrustLevel, requested: RequestedLevels | null): NeededLevel {
  if (!requested) return registered
  const asked = leastSufficient(requested)
  // check: a-request-asks-for-no-less-than-the-registration
  return asked === 'unreachable' ? asked : higherOf(registered, asked)
}

/**
 * The level that the answer asserts when a login reached `reached`; null if it does not answer the request.
 * `minimum`, `better` and no request: the level reached. `exact`, `maximum`: the highest level that the
 * request allows, although more was reached (RULES: What a service may ask, 2).
 */
export function assertedLevel(
  registered: TrustLevel,
  requested: RequestedLevels | null,
  reached: TrustLevel,
): TrustLevel | null {
  const needed = neededLevel(registered, requested)
  // check: the-needed-level-is-reached
  if (needed === 'unreachable' || !meets(reached, needed)) return null
  switch (requested?.comparison) {
    case undefined:
    case 'minimum':
    case 'better':
      return reached
    case 'exact':
      // check: exact-asserts-no-more-than-asked
      return highest(requested.levels.filter((level) => meets(reached, level)))
    case 'maximum':
      return lowerOf(reached, highest(requested.levels) ?? reached)
  }
}

export const satisfies = (reached: TrustLevel, needed: NeededLevel): boolean =>
  needed !== 'unreachable' && meets(reached, needed)

function leastSufficient({ comparison, levels }: RequestedLevels): NeededLevel {
  switch (comparison) {
    case 'exact':
    case 'minimum':
      return lowest(levels) ?? 'unreachable'
    case 'better': {
      const top = highest(levels)
      return (top && levelAbove(top)) ?? 'unreachable'
    }
    case 'maximum':
      return 'basis'
  }
}

const highest = (levels: readonly TrustLevel[]): TrustLevel | null =>
  levels.reduce<TrustLevel | null>((top, level) => (top ? higherOf(top, level) : level), null)

const lowest = (levels: readonly TrustLevel[]): TrustLevel | null =>
  levels.reduce<TrustLevel | null>((low, level) => (low ? lowerOf(low, level) : level), null)
