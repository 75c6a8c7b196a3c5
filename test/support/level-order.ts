import type { TrustLevel } from '../../src/domain/trust-level.js'

// basis < normal < substantiell < hoch (RULES: Words), for the oracle, which shares nothing with the code it judges.

export const LEVELS: readonly TrustLevel[] = ['basis', 'normal', 'substantiell', 'hoch']

export const asHigh = (one: TrustLevel, other: TrustLevel): boolean => LEVELS.indexOf(one) >= LEVELS.indexOf(other)

export const lower = (one: TrustLevel, other: TrustLevel): TrustLevel => (asHigh(one, other) ? other : one)

/** The highest of some; null of none. */
export const highest = (levels: readonly TrustLevel[]): TrustLevel | null =>
  LEVELS.findLast((each) => levels.includes(each)) ?? null
