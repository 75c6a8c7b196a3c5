import { randomBytes, randomInt } from 'node:crypto'
import type { Random } from '../domain/ports/random.js'

/** Randomness from the operating system, in the three forms that the broker needs. */
export const createRandom = (): Random => ({
  id: () => randomBytes(16).toString('base64url'),
  secret: () => randomBytes(32).toString('base64url'),
  samlId: () => `_${randomBytes(20).toString('hex')}`,
})

/** Without letters and digits that look alike when they are read out: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY'

const letters = (count: number): string =>
  Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** An id that a citizen can tell the support, and the log has too: `E-7F3K-49QD`. */
export const createErrorId = (): string => `E-${letters(4)}-${letters(4)}`
