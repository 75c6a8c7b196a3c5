import { randomBytes } from 'node:crypto'
import type { Random } from '../domain/ports/random.js'

/** Randomness from the operating system, in the three forms that the broker needs. */
export const createRandom = (): Random => ({
  id: () => randomBytes(16).toString('base64url'),
  secret: () => randomBytes(32).toString('base64url'),
  samlId: () => `_${randomBytes(20).toString('hex')}`,
})
