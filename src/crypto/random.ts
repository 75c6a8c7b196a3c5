import { randomFillSync, randomInt } from 'node:crypto'
import type { Random } from '../domain/ports/random.js'

/** Randomness from the operating system, in the three forms that the broker needs. */
export function createRandom(): Random {
  const take = createPool()
  return {
    id: () => take(16, 'base64url'),
    secret: () => take(32, 'base64url'),
    samlId: () => `_${take(20, 'hex')}`,
    artifactHandle: () => take(20, 'hex'),
  }
}

/** Bytes that are fetched at once. */
const POOL_BYTES = 2_048

/** Bytes that are fetched many at a time; each is given out once, and is not in the pool any more then. */
function createPool(): (count: number, encoding: 'base64url' | 'hex') => string {
  const pool = Buffer.alloc(POOL_BYTES)
  let taken = POOL_BYTES
  return (count, encoding) => {
    if (taken + count > POOL_BYTES) {
      randomFillSync(pool)
      taken = 0
    }
    const bytes = pool.subarray(taken, taken + count)
    // check: no-random-byte-is-given-out-twice
    taken += count
    const text = bytes.toString(encoding)
    bytes.fill(0)
    return text
  }
}

/** Without letters and digits that look alike when they are read out: no 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY'

const letters = (count: number): string =>
  Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** An id that a citizen can tell the support, and the log has too: `E-7F3K-49QD`. */
export const createErrorId = (): string => `E-${letters(4)}-${letters(4)}`
