/**
 * The trust levels (Vertrauensniveaus) in ascending order.
 * `normal` is also called niedrig; `basis` is TR-03160's Basisregistrierung.
 */
export const TRUST_LEVELS = ['basis', 'normal', 'substantiell', 'hoch'] as const

export type TrustLevel = (typeof TRUST_LEVELS)[number]

const rank = (level: TrustLevel): number => TRUST_LEVELS.indexOf(level)

/** True if `reached` is at least `needed`. */
export const meets = (reached: TrustLevel, needed: TrustLevel): boolean => rank(reached) >= rank(needed)

export const lowerOf = (a: TrustLevel, b: TrustLevel): TrustLevel => (rank(a) <= rank(b) ? a : b)

export const higherOf = (a: TrustLevel, b: TrustLevel): TrustLevel => (rank(a) >= rank(b) ? a : b)

/** The next level above, or null above `hoch`. */
export const levelAbove = (level: TrustLevel): TrustLevel | null => TRUST_LEVELS[rank(level) + 1] ?? null

/** All levels that are at most `level`, highest first. */
export const levelsDownFrom = (level: TrustLevel): readonly TrustLevel[] =>
  TRUST_LEVELS.slice(0, rank(level) + 1).reverse()

export const isTrustLevel = (text: string): text is TrustLevel => (TRUST_LEVELS as readonly string[]).includes(text)
